/**
 * Where each authority's persons of a number are: followed from the log, in this process's memory and nowhere else, by an
 * HMAC under a key that ends with the process.
 */
import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { openStream, type OpenDeps, type OpenedStream } from '#cases';
import { disclosureOf, MESSAGE_TYPES, wireType } from '#contracts';
import {
  controllerOf,
  readPersonNumber,
  standings,
  subjectText,
  type Controller,
  type Day,
  type Fact,
  type Said,
  type StreamCategory,
  type StreamName,
  type Subject,
  type Uuid,
} from '#domain';
import { ofSubjects, type EventLog, type Position, type RecordedEvent } from '#event-log';

/** A subject of a person, as one message of the authority has it now. */
export interface FoundSubject {
  readonly personId: Uuid;
  readonly subject: Subject;
}

export interface PersonNumbers {
  /** Reads on to where the log ends now; of several calls at once one reads. Faults: those of the log and the keys. */
  look(): Promise<void>;
  /** Up to where the log has been read. */
  position(): Position;
  /** Whom an authority has told of by a number, twelve digits: each subject once, in the order of their names. */
  of(authority: Controller, twelve: string): readonly FoundSubject[];
}

const EVENTS_PER_PAGE = 500;
const KEY_BYTES = 32;

/** Where a number stands in what is told of a person. */
const NUMBER = /^\/person\/identity\//;

/** The messages that hold a number, and what may take one away: corrections are of the same types. */
const HOLDING = MESSAGE_TYPES.filter(({ type }) => disclosureOf(type).some(({ pointer }) => NUMBER.test(pointer)));
const READ: ReadonlySet<string> = new Set(
  HOLDING.flatMap(({ type, kind }) => [type, wireType(`${kind}.annulled`), wireType(`${kind}.erased`)]),
);

interface Numbered extends FoundSubject {
  readonly authority: Controller;
  readonly twelve: string;
}

interface OfAPerson {
  readonly person?: {
    readonly personId: Uuid;
    readonly identity?: { readonly personnummer?: string; readonly samordningsnummer?: string };
  };
}

function numbersIn({ data, meta }: Said<Fact>, today: Day): readonly Numbered[] {
  const { person } = data as unknown as OfAPerson;
  if (person?.identity === undefined) return [];
  const { personnummer, samordningsnummer } = person.identity;
  return [personnummer, samordningsnummer].flatMap((text) => {
    const number = text === undefined ? undefined : readPersonNumber(text, today);
    if (!number) return [];
    const { personId } = person;
    return { personId, subject: meta.subject, authority: controllerOf(meta.party), twelve: number.twelve };
  });
}

const standingFacts = ({ facts }: OpenedStream): readonly Said<Fact>[] =>
  standings(facts as readonly Said<Fact>[]).flatMap(({ current }) => (current ? [current] : []));

interface Following extends OpenDeps {
  readonly log: OpenDeps['log'] & Pick<EventLog, 'readAll' | 'start'>;
  readonly today: () => Day;
}

/** Begins with nothing read: the first `look` reads the whole log. */
export function personNumbers({ log, keys, today }: Following): PersonNumbers {
  const key = createSecretKey(randomBytes(KEY_BYTES));
  const found = new Map<string, Map<StreamName, readonly FoundSubject[]>>();
  const namesIn = new Map<StreamName, readonly string[]>();
  let at = log.start;
  let turn: Promise<void> | null = null;

  const nameOf = (authority: Controller, twelve: string): string =>
    createHmac('sha256', key).update(`${authority} ${twelve}`).digest('base64');

  const forget = (stream: StreamName): void => {
    for (const name of namesIn.get(stream) ?? []) {
      const streams = found.get(name);
      streams?.delete(stream);
      if (streams?.size === 0) found.delete(name);
    }
    namesIn.delete(stream);
  };

  const keep = (stream: StreamName, numbered: readonly Numbered[]): void => {
    forget(stream);
    for (const { authority, twelve, personId, subject } of numbered) {
      const name = nameOf(authority, twelve);
      const streams = found.get(name) ?? new Map<StreamName, readonly FoundSubject[]>();
      found.set(name, streams.set(stream, [...(streams.get(stream) ?? []), { personId, subject }]));
      namesIn.set(stream, [...(namesIn.get(stream) ?? []), name]);
    }
  };

  const readPage = async (events: readonly RecordedEvent[]): Promise<void> => {
    const streams = new Set(events.filter(({ type }) => READ.has(type)).map(({ stream }) => stream));
    for (const stream of streams) {
      const opened = await openStream<StreamCategory>({ log, keys }, stream, { want: 'show' });
      const day = today();
      keep(
        stream,
        standingFacts(opened).flatMap((fact) => numbersIn(fact, day)),
      );
    }
  };

  const read = async (): Promise<void> => {
    for (let atEnd = false; !atEnd;) {
      const page = await log.readAll(at, { limit: EVENTS_PER_PAGE });
      await readPage(ofSubjects(page.events));
      at = page.next;
      atEnd = page.atEnd;
    }
  };

  return {
    // What was asked for while another read on is read after it: that one may have passed the end before.
    look: async () => {
      while (turn) await turn.catch(() => undefined);
      turn = read().finally(() => {
        turn = null;
      });
      return turn;
    },
    position: () => at,
    of: (authority, twelve) => {
      const all = [...(found.get(nameOf(authority, twelve))?.values() ?? [])].flat();
      const bySubject = new Map(all.map((one) => [`${subjectText(one.subject)} ${one.personId}`, one]));
      return [...bySubject].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    },
  };
}
