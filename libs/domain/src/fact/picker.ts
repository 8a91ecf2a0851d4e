/** What a sample of a fact is made by: something that picks, by chance in specs, always the first where samples are kept. */
import { type Day, type KommunCode, type PartyId, type Uuid } from '../kernel/index.js';

export interface Picker {
  readonly oneOf: <Value>(values: readonly Value[]) => Value;
  /** A whole number, both ends included. */
  readonly integer: (min: number, max: number) => number;
  readonly yesNo: () => boolean;
  /** Members that may be left out: all of them, or none. */
  readonly maybe: <Members extends object>(members: Members) => Partial<Members>;
  /** A day, no earlier than `from` where that is given. */
  readonly day: (from?: Day) => Day;
  /** An id of such a thing, one of a few: what names one often names one that has been told. */
  readonly uuid: (thing: string) => Uuid;
  /** The id of a message told before. */
  readonly message: () => string;
  readonly party: (kind: 'kommun' | 'region') => PartyId;
  readonly kommun: () => KommunCode;
  /** Free text. */
  readonly text: () => string;
}
