/** Why the hub says what it says. */
import { type Uuid } from '../kernel/index.js';
import { type RuleId } from './rule-id.js';
import { type StatuteRef } from './statute-ref.js';

/** The rule, its law, the agreement in force, and the events it was read from. */
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
