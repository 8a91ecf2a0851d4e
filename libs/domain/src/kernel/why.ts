import { type Day, type RuleId, type Uuid } from './brand.js';

/** A statute as it stands in the reference table: `{ act: 'SoL 2025:400', section: '22:13' }`. */
export interface StatuteRef {
  readonly act: string;
  readonly section: string;
}

/** Why the hub says what it says: the rule, its law, the agreement in force, and the events it was read from. */
export interface Why {
  readonly rule: RuleId;
  readonly statute?: StatuteRef;
  /** The agreement that judged, by its uuid; null where statute alone binds. */
  readonly agreement: Uuid | null;
  /** `dalarna-hvb-2025@1`; null with no agreement. */
  readonly rulePackVersion: string | null;
  readonly causedBy: readonly Uuid[];
  /** Other streams that were read, each up to a revision. */
  readonly readFrom?: readonly { readonly stream: string; readonly revision: number }[];
}

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
