/** What an entry of the rule catalogue is. */
import { type Day } from '../kernel/index.js';
import { type StatuteRef } from './statute-ref.js';

/**
 * How a rule binds. `M` *ska*: against it is a breach. `S` *bör*. `P` *får*, *kan*. `D` a definition or a fact.
 * `H` the text is open: the hub's reading, or a named setting.
 */
export type Strength = 'M' | 'S' | 'P' | 'D' | 'H';

/** The documents that the catalogue was read from. */
export type SourceId = 'dalarna-hvb-2025' | 'vetlanda-2023' | 'vetlanda-2015' | 'karlsborg' | 'sol-2025-slides';

/** A document that rules were read from; the days of an agreement are its own, both included. */
export interface RuleSource {
  readonly title_sv: string;
  readonly validFrom?: Day;
  readonly validTo?: Day;
}

/** One rule: what a finding, a deadline and a cost line say, and from where. */
export interface RuleEntry {
  readonly id: string;
  readonly strength: Strength;
  readonly source: SourceId;
  /** The rule as a Swedish sentence, near the words of its source. Shown to people. */
  readonly sv: string;
  readonly en: string;
  /** The law it rests on, as it stands from 2025-07-01; `statuteOn` gives what held on an earlier day. */
  readonly statutes?: readonly StatuteRef[];
}
