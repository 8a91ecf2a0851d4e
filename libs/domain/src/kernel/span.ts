import { type Day, type Uuid } from './brand.js';

/** A span of days, both ends included; no `to` means that no end is known. */
export interface Span {
  readonly from: Day;
  readonly to?: Day;
}

/**
 * Names a thing for ever: uuidv5 of the stream, the kind of thing and a key made of ids that the parties gave, never of
 * a date. Comes in from outside, because the domain imports nothing.
 */
export type NameUuid = (stream: string, kind: string, key: string) => Uuid;
