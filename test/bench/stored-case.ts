/** A told case as it stands in the log: every fact encoded and sealed, and what the hub said because of it. */
import { extended, emptyStream, type OpenedStream } from '#cases';
import { readMessage, stockholmDay, type Message, type Sealing, type StreamKeys, type StreamName } from '#contracts';
import {
  assessmentOf,
  controllerOf,
  foldTold,
  say,
  type Controller,
  type Instant,
  type NameUuid,
  type Surroundings,
} from '#domain';
import { type EventToAppend, type Position } from '#event-log';
import { draftFact, draftSayings, type Draft, type Where } from '../../apps/hub/src/judge/to-append.js';
import { type TellableCase, type WireEvent } from './cases.js';

/** Events of one append, as the hub would make it. */
export interface Part {
  readonly stream: StreamName;
  readonly events: readonly EventToAppend[];
  readonly expectedRevision: number;
}

export interface StoredCase {
  readonly parts: readonly Part[];
  /** What its messages and the hub's own sayings weigh as JSON before anything is sealed. */
  readonly jsonBytes: number;
}

export interface Storing {
  /** The keys of all who speak in it, and of whoever keeps what the hub says. */
  readonly keys: StreamKeys;
  readonly keeper: Controller;
  readonly surroundings: Surroundings;
  readonly name: NameUuid;
}

/** The message of a wire event. Throws where the contract refuses it: then the bench's own stories are wrong. */
export function messageOf(event: WireEvent): Message {
  const read = readMessage(event);
  if (!read.ok) throw new Error(`${event.type}: ${JSON.stringify(read.problem)}`);
  return read.message;
}

/** Drafts are read on before they have a place in the log. */
const NOWHERE = '0' as Position;

class Growing {
  readonly parts: Part[] = [];
  jsonBytes = 0;

  constructor(
    private opened: OpenedStream,
    private readonly storing: Storing,
  ) {}

  get length(): number {
    return this.opened.revision + 1;
  }

  fact(event: WireEvent): void {
    const message = messageOf(event);
    this.jsonBytes += Buffer.byteLength(JSON.stringify(event));
    const sealing = this.sealing(controllerOf(message.envelope.party));
    this.add(draftFact(message, this.where(message.envelope.time), sealing).draft);
  }

  /** What the hub says of the case as it stands, as of the day of its last fact. */
  sayings(): void {
    const { surroundings, name } = this.storing;
    const where = this.where('' as Instant);
    const today = stockholmDay(where.recordedAt);
    const assessment = assessmentOf(this.opened, { surroundings, today, name });
    const derived = say(foldTold(this.opened.derived), assessment, today);
    if (derived.length === 0) return;
    this.jsonBytes += Buffer.byteLength(JSON.stringify(derived));
    this.add(draftSayings({ events: [], entries: [] }, derived, where, this.sealing(this.storing.keeper)));
  }

  private where(at: Instant): Where {
    const { recordedAt } = this.opened;
    return {
      opened: this.opened,
      recordedAt: recordedAt !== null && recordedAt > at ? recordedAt : at,
    };
  }

  private sealing(owner: Controller): Sealing {
    const key = this.storing.keys.get(owner);
    if (typeof key !== 'object') throw new Error(`${this.opened.stream} has no key of ${owner}`);
    return { owner, key, isFirst: !this.opened.sealedBy.has(owner) };
  }

  private add({ events, entries }: Draft): void {
    this.parts.push({ stream: this.opened.stream, events, expectedRevision: this.opened.revision });
    const more = entries.map((entryAt) => entryAt(NOWHERE));
    this.opened = extended(this.opened, more, this.storing.keys);
  }
}

/** Encodes a case to exactly `length` events: its acts, then costs until it is long enough. */
export function storedCase(stream: StreamName, told: TellableCase, storing: Storing, length: number): StoredCase {
  const growing = new Growing(emptyStream(stream, storing.keys), storing);
  for (const act of told.acts) {
    for (const event of act) {
      if (growing.length < length) growing.fact(event);
    }
    if (growing.length < length) growing.sayings();
  }
  while (growing.length < length) growing.fact(told.moreCosts());
  return { parts: growing.parts, jsonBytes: growing.jsonBytes };
}
