/** Judges: what a party says is weighed by the law, recorded, and answered with what the hub says because of it. */
import {
  contentHashOf,
  problem,
  problemOfRejection,
  type Clock,
  type Keys,
  type Message,
  type Problem,
  type StreamKey,
  type StreamName,
} from '#contracts';
import {
  foldSaid,
  say,
  type Day,
  type Derived,
  type Instant,
  type NameUuid,
  type PartyId,
  type Submission,
  type WaitsFor,
} from '#domain';
import {
  extended,
  identityOf,
  uuidOf,
  type AgreementBook,
  type OpenedStream,
  type RecordedFact,
  type StreamCache,
} from '#cases';
import { AppendConflict, LogUnavailable, type EventLog, type Position } from '#event-log';
import { type ReceiptFinding } from '../receive/receipt.js';
import { decide, holding, type Circumstances, type Holding } from './law.js';
import { draftFact, draftSayings, factId, saidAs, sayingId, type Draft } from './to-append.js';

/** How often a stream that others move on is read anew before the party is asked to come back later. */
const ATTEMPTS_MAX = 8;

/** How a message was judged. `position` is the last of the append: a view that has come there knows all of it. */
export type Judged =
  | {
      readonly outcome: 'accepted' | 'duplicate';
      readonly position: Position;
      readonly findings: readonly ReceiptFinding[];
    }
  | { readonly outcome: 'rejected'; readonly problem: Problem }
  | { readonly outcome: 'waiting'; readonly waitsFor: WaitsFor };

/** What the clock keeps of a stream that was judged. */
export interface Outlook {
  readonly stream: StreamName;
  readonly revision: number;
  /** The next day on which another answer may hold; null for none. */
  readonly nextOn: Day | null;
  /** The placing party of a case. */
  readonly placingParty: PartyId | null;
}

export interface Judge {
  /** Judges and records a message. One at a time per stream. Faults: `LogUnavailable`, `KeysUnavailable`. */
  message(message: Message): Promise<Judged>;
  /** Says what time or a moved agreement brings on a stream, if anything. Same faults. */
  say(stream: StreamName): Promise<Outlook>;
  /** What holds of a stream without saying it: for the clock's index. */
  look(stream: StreamName): Promise<Outlook>;
}

export interface JudgeDeps {
  readonly log: Pick<EventLog, 'append'>;
  readonly keys: Pick<Keys, 'ensure'>;
  readonly clock: Clock;
  readonly cache: StreamCache;
  readonly book: AgreementBook;
  readonly name: NameUuid;
  /** Told after each append, before the answer. */
  readonly onAppended?: (outlook: Outlook) => void;
}

export function judge(deps: JudgeDeps): Judge {
  return {
    message: (message) => withRetry(deps, message.stream, (opened) => judgeMessage(deps, message, opened)),
    say: (stream) => withRetry(deps, stream, (opened) => sayOn(deps, opened)),
    look: async (stream) => {
      const opened = await deps.cache.upToDate(stream);
      return outlookOf(opened, holding(opened, opened.facts, circumstancesOf(deps)));
    },
  };
}

async function withRetry<T>(
  { cache }: JudgeDeps,
  stream: StreamName,
  attempt: (opened: OpenedStream) => Promise<T>,
): Promise<T> {
  for (let attempts = 1; attempts <= ATTEMPTS_MAX; attempts++) {
    try {
      return await attempt(await cache.lastKnown(stream));
    } catch (error) {
      // Whatever went wrong, what is known here of the stream may be behind.
      cache.forget(stream);
      if (!(error instanceof AppendConflict)) throw error;
    }
  }
  throw new LogUnavailable(`${stream} moved on ${ATTEMPTS_MAX} times while it was judged`);
}

async function judgeMessage(deps: JudgeDeps, message: Message, opened: OpenedStream): Promise<Judged> {
  const seen = opened.messages.get(identityOf(message.envelope));
  if (seen) return saidBefore(opened, seen, message);
  const circumstances = circumstancesOf(deps);
  const decision = decide(submissionOf(message, opened, circumstances.today), opened, circumstances);
  switch (decision.outcome) {
    case 'rejected':
      return { outcome: 'rejected', problem: problemOfRejection(decision.rejection) };
    case 'waiting':
      return decision;
    case 'accepted':
      return record(deps, message, opened);
  }
}

async function record(deps: JudgeDeps, message: Message, opened: OpenedStream): Promise<Judged> {
  // Made only now: what is refused leaves no key behind.
  const key =
    typeof opened.key === 'object' ? opened.key : await deps.keys.ensure(opened.stream, message.personId ?? null);
  if (key === 'erased') return { outcome: 'rejected', problem: erasedCase() };
  const occasion = { opened, key, recordedAt: recordedAfter(opened, deps.clock.now()) };
  const said = saidAs(message, factId(message, contentHashOf(message, key)), occasion);
  const held = holding(opened, opened.facts.concat(said), circumstancesOf(deps));
  const sayings = held ? newSayings(opened, held) : [];
  const draft = draftSayings(draftFact(message, said, occasion), sayings, occasion);
  const { position } = await append(deps, occasion, { draft, held });
  return { outcome: 'accepted', position, findings: findingsAmong(sayings) };
}

async function sayOn(deps: JudgeDeps, opened: OpenedStream): Promise<Outlook> {
  const held = holding(opened, opened.facts, circumstancesOf(deps));
  const sayings = held ? newSayings(opened, held) : [];
  if (sayings.length === 0 || typeof opened.key !== 'object') return outlookOf(opened, held);
  const occasion = { opened, key: opened.key, recordedAt: recordedAfter(opened, deps.clock.now()) };
  const { extendedTo } = await append(deps, occasion, {
    draft: draftSayings({ events: [], entries: [] }, sayings, occasion),
    held,
  });
  return outlookOf(extendedTo, held);
}

async function append(
  { log, cache, book, onAppended }: JudgeDeps,
  { opened, key }: { readonly opened: OpenedStream; readonly key: StreamKey },
  { draft, held }: { readonly draft: Draft; readonly held: Holding | null },
): Promise<{ readonly position: Position; readonly extendedTo: OpenedStream }> {
  const { position } = await log.append(opened.stream, draft.events, opened.revision);
  const entries = draft.entries.map((entryAt) => entryAt(position));
  const extendedTo = extended(opened, entries, key);
  cache.keep(extendedTo);
  // Who is told that an agreement stands may rely on it in the next message.
  if (opened.stream.startsWith('agreement-')) await book.refresh();
  onAppended?.(outlookOf(extendedTo, held));
  return { position, extendedTo };
}

/** `judge.message` of the same identity: the first answer again where the content is the same. */
function saidBefore(opened: OpenedStream, seen: RecordedFact, message: Message): Judged {
  const { key } = opened;
  if (typeof key === 'object' && contentHashOf(message, key) !== seen.contentHash) {
    return { outcome: 'rejected', problem: problem('DuplicateIdDifferentContent', { pointer: '/id' }) };
  }
  const { sayings, position } = saidWith(opened, seen);
  return { outcome: 'duplicate', position, findings: findingsAmong(sayings) };
}

/** What the hub said in the same append as a fact, and where that append ended. */
function saidWith(
  opened: OpenedStream,
  { place }: RecordedFact,
): { readonly sayings: Derived[]; readonly position: Position } {
  const sayings: Derived[] = [];
  let { position } = place;
  for (const entry of opened.entries.slice(place.revision + 1)) {
    if (entry.kind !== 'derived' || entry.eventId !== sayingId(opened.stream, entry.derived, place.revision)) break;
    sayings.push(entry.derived);
    position = entry.place.position;
  }
  return { sayings, position };
}

function newSayings(opened: OpenedStream, { sayable }: Holding): readonly Derived[] {
  return say(foldSaid(opened.derived), sayable as Parameters<typeof say>[1], sayable.asOf);
}

function findingsAmong(sayings: readonly Derived[]): readonly ReceiptFinding[] {
  return sayings.flatMap(({ data }) => {
    if (!('message_sv' in data)) return [];
    const { rule, severity, message_sv, message_en } = data;
    return [{ rule, severity, message_sv, message_en }];
  });
}

function circumstancesOf({ book, clock, name }: JudgeDeps): Circumstances {
  return { surroundings: book.current().surroundings, today: clock.today(), name };
}

function submissionOf(message: Message, { key }: OpenedStream, today: Day): Submission {
  const { envelope, fact, saidOn } = message;
  const { id, source, subject, party, time, corrects } = envelope;
  // A stream that is not yet opened has no key, and so its first fact no hash; nobody has yet heard of its id.
  const eventId = typeof key === 'object' ? factId(message, contentHashOf(message, key)) : uuidOf(source, subject, id);
  return {
    fact,
    eventId,
    messageId: id,
    source,
    party,
    time,
    saidOn,
    ...(corrects === undefined ? {} : { corrects }),
    today,
  };
}

/** Time never goes back within a stream, whatever the machine's clock does. */
function recordedAfter({ recordedAt }: OpenedStream, now: Instant): Instant {
  return recordedAt !== null && recordedAt > now ? recordedAt : now;
}

function outlookOf({ stream, revision }: OpenedStream, held: Holding | null): Outlook {
  return { stream, revision, nextOn: held?.sayable.turningDays[0] ?? null, placingParty: held?.placingParty ?? null };
}

const erasedCase = (): Problem =>
  problem('CaseAnnulled', {
    detail: 'Uppgifterna om personen är raderade; inget mer kan sägas om ärendet.',
    detail_en: 'What was known of the person has been erased; nothing more can be said of the case.',
  });
