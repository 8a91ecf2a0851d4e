/** All agreements between the parties, read from their streams, as they stood at any position: what bears on every case. */
import { LRUCache } from 'lru-cache';
import {
  agreementStateOf,
  prefixOf,
  type AgreementFact,
  type AgreementState,
  type PartyId,
  type Said,
  type Surroundings,
} from '#domain';
import { idOf, type Keys, type StreamKeys, type StreamName } from '#contracts';
import { type EventLog, type Position } from '#event-log';
import { decodeEvent } from './decode-event.js';

const PREFIX = prefixOf('agreement');
const EVENTS_PER_PAGE = 1_000;
/** Surroundings kept of earlier positions: questions about the past come in bursts about the same few moments. */
const VERSIONS_CACHED_MAX = 64;

/** What bears on cases from outside, at a position. */
export interface DatedSurroundings {
  readonly surroundings: Surroundings;
  /** Grows by one with each fact about an agreement: two equal versions are the same surroundings. */
  readonly version: number;
}

export interface AgreementBook {
  /** As far as the book has been read. */
  current(): DatedSurroundings;
  /** Reads on to the log's end, then as of there. Faults: those of the log and the keys. */
  refresh(): Promise<DatedSurroundings>;
  /** As of a position, which the book is read to if need be. */
  at(upTo: Position): Promise<DatedSurroundings>;
  /** Every party that the agreement of a stream has ever named, also where that was corrected or taken back. */
  partiesEverOf(stream: StreamName): readonly PartyId[];
}

interface Line {
  readonly stream: StreamName;
  readonly position: Position;
  readonly fact: Said<AgreementFact>;
}

type States = ReadonlyMap<StreamName, readonly Said<AgreementFact>[]>;

export interface BookDeps {
  readonly log: Pick<EventLog, 'readAll' | 'start' | 'compare'>;
  readonly keys: Pick<Keys, 'of'>;
}

/** An empty book: nothing is read before the first `refresh` or `at`. */
export function agreementBook(deps: BookDeps): AgreementBook {
  return new Book(deps);
}

class Book implements AgreementBook {
  private readonly lines: Line[] = [];
  private readonly versions = new LRUCache<number, Surroundings>({ max: VERSIONS_CACHED_MAX });
  private readTo: Position;
  private reading: Promise<void> | null = null;

  constructor(private readonly deps: BookDeps) {
    this.readTo = deps.log.start;
  }

  current(): DatedSurroundings {
    return this.version(this.lines.length);
  }

  async refresh(): Promise<DatedSurroundings> {
    // One that reads already may have passed what the caller has in mind: read once more after it.
    if (this.reading) await this.reading;
    await this.readOn();
    return this.current();
  }

  async at(upTo: Position): Promise<DatedSurroundings> {
    if (this.deps.log.compare(this.readTo, upTo) < 0) await this.refresh();
    return this.version(this.linesUpTo(upTo));
  }

  partiesEverOf(stream: StreamName): readonly PartyId[] {
    const named = this.lines.flatMap(({ stream: of, fact }) =>
      of === stream && fact.type === 'agreement.registered' ? fact.data.parties : [],
    );
    return [...new Set(named)];
  }

  private readOn(): Promise<void> {
    this.reading ??= this.readPages().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async readPages(): Promise<void> {
    for (;;) {
      const page = await this.deps.log.readAll(this.readTo, { limit: EVENTS_PER_PAGE, prefix: PREFIX });
      const keys = new Map<StreamName, StreamKeys>();
      const lines: Line[] = [];
      for (const event of page.events) {
        const known = keys.get(event.stream) ?? (await this.deps.keys.of(event.stream));
        keys.set(event.stream, known);
        const entry = decodeEvent(event, known, 'assess');
        if (entry.kind !== 'fact') continue;
        lines.push({ stream: event.stream, position: event.position, fact: entry.said as Said<AgreementFact> });
      }
      this.lines.push(...lines);
      this.readTo = page.next;
      if (page.atEnd) return;
    }
  }

  /** How many lines stand at or before a position. Positions grow, so halving finds it. */
  private linesUpTo(upTo: Position): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = this.lines[middle];
      if (line && this.deps.log.compare(line.position, upTo) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private version(version: number): DatedSurroundings {
    let surroundings = this.versions.get(version);
    if (!surroundings) {
      surroundings = { agreements: agreementsOf(this.lines.slice(0, version)) };
      this.versions.set(version, surroundings);
    }
    return { surroundings, version };
  }
}

function agreementsOf(lines: readonly Line[]): readonly AgreementState[] {
  const agreements: AgreementState[] = [];
  for (const [stream, facts] of factsByStream(lines)) {
    // Up to the last fact: what the hub itself said on the stream since changes nothing.
    const revision = facts.at(-1)?.meta.revision ?? 0;
    const state = agreementStateOf(idOf(stream), stream, facts, revision);
    if (state) agreements.push(state);
  }
  return agreements;
}

function factsByStream(lines: readonly Line[]): States {
  const states = new Map<StreamName, Said<AgreementFact>[]>();
  for (const { stream, fact } of lines) {
    const facts = states.get(stream);
    if (facts) facts.push(fact);
    else states.set(stream, [fact]);
  }
  return states;
}
