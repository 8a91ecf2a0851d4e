/** What an entry of the rule catalogue is. */
import { type Day } from '../kernel/index.js';

/**
 * How a rule binds. `M` *ska*: against it is a breach. `S` *bör*. `P` *får*, *kan*. `D` a definition or a fact.
 * `H` the text is open: the hub's reading, or a named setting.
 */
export type Strength = 'M' | 'S' | 'P' | 'D' | 'H';

/** What the catalogue was read from: the documents, the law beside them, and the hub's own choice where all are silent. */
export type SourceId =
  'dalarna-hvb-2025' | 'vetlanda-2023' | 'vetlanda-2015' | 'karlsborg' | 'sol-2025-slides' | 'statute' | 'hub';

/** What rules were read from; the days of an agreement are its own, both included. */
export interface RuleSource {
  readonly title_sv: string;
  readonly validFrom?: Day;
  readonly validTo?: Day;
}

/** One rule as it stands in the data: what a finding, a deadline and a cost line say, and from where. */
export interface RuleEntry<Id extends string = string> {
  readonly id: Id;
  readonly strength: Strength;
  /** Absent where it is its chapter's. */
  readonly source?: SourceId;
  /** The words of the source that the rule was read from, with quotation marks; absent where none is quoted. */
  readonly phrase?: string;
  /** The rule as a Swedish sentence, near the words of its source. Shown to people. */
  readonly sv: string;
  readonly en: string;
  /** The law it rests on as it stands from 2025-07-01, `SoL 2025:400 22:13`; `statuteOn` gives what held on an earlier day. */
  readonly statutes?: readonly string[];
  /** The readings of defects and conflicts in the sources (G) by which this rule says what it says. */
  readonly readBy?: readonly Id[];
}

/** The rules under one heading, in the order of their ids. */
export interface RuleChapter<Id extends string = string> {
  readonly title_sv: string;
  readonly source: SourceId;
  readonly rules: readonly RuleEntry<Id>[];
}
