/** What is stored, as the log gives it and as it reads once decoded. */
import {
  type Controller,
  type Day,
  type Derived,
  type Fact,
  type Instant,
  type Meta,
  type Said,
  type Subject,
  type Uuid,
} from '#domain/facts';
import { type Disclosure } from './disclosure.messages.js';
import { type KeyOwner, type StreamKey, type StreamKeys } from './keys.port.js';
import { type FactType } from './message-types.js';
import { type StreamName } from './streams.js';

/** An event as the log gives it. */
export interface StoredEvent {
  readonly stream: StreamName;
  readonly revision: number;
  /** `se.hvbhub.<kind>.<name>.v1` */
  readonly type: string;
  readonly eventId: Uuid;
  readonly recordedAt: Instant;
  readonly body: Uint8Array;
}

export interface StoredFact {
  readonly kind: 'fact';
  readonly said: Said<Fact>;
  /** Whose key seals it; absent in version 1, where one key sealed the whole stream. */
  readonly owner?: Controller;
  /** Compared with `contentHashOf` of a message that comes again. */
  readonly contentHash: string;
  readonly disclosure: readonly Disclosure[];
  /** Opened only to be shown; empty until then and after erasure. */
  readonly correctionReason?: string;
  readonly traceparent?: string;
}

/** Where a thing that the hub said stands, and what it is about. */
export interface PlacedSaying {
  /** What it is said about. */
  readonly subject: Subject;
  readonly eventId: Uuid;
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly recordedOn: Day;
}

export interface StoredDerived extends PlacedSaying {
  readonly kind: 'derived';
  readonly derived: Derived;
  /** Whose key seals it; absent in version 1. */
  readonly owner?: Controller;
  readonly traceparent?: string | undefined;
}

/** A fact whose key is destroyed: that it was said, of what type, by whom and when. */
export interface ErasedFact {
  readonly kind: 'erasedFact';
  readonly type: FactType;
  readonly meta: Meta;
  readonly owner?: Controller;
  readonly contentHash: string;
}

/** Something that the hub said, whose key is destroyed. */
export interface ErasedDerived extends PlacedSaying {
  readonly kind: 'erasedDerived';
  readonly type: Derived['type'];
  readonly owner?: Controller;
}

/** That the keys of one owner on this stream were destroyed. */
export interface StoredErasure extends PlacedSaying {
  readonly kind: 'erasure';
  readonly owner: KeyOwner;
}

/** Everything that a stored event may be. */
export type Stored = StoredFact | StoredDerived | ErasedFact | ErasedDerived | StoredErasure;

/**
 * `assess` opens what the law reads, and what the hub said when it is asked for; `show` opens all. What stays closed is `''`
 * or `'erased'`.
 */
export type Want = 'assess' | 'show';

/** With what an event is opened, and how far. */
export interface Opening {
  readonly keys: StreamKeys;
  readonly want: Want;
}

/** Under which key an event is sealed. */
export interface Sealing {
  readonly owner: Controller;
  readonly key: StreamKey;
  /** No event of the stream is sealed under it yet: the first tells what the key commits to. */
  readonly isFirst: boolean;
}

/** While it is being made; spreading optional members costs more than the rest of decoding. */
export type Written<T> = { -readonly [Key in keyof T]: T[Key] };
