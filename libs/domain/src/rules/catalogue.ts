/** The rule catalogue: every rule that the hub cites, by its id. */
import { AGREEMENT } from './rules-a-agreement.data.js';
import { COSTS } from './rules-a-costs.data.js';
import { COURSE } from './rules-a-course.data.js';
import { DECISION } from './rules-a-decision.data.js';
import { DEVIATIONS } from './rules-a-deviations.data.js';
import { SCOPE } from './rules-a-scope.data.js';
import { SIP } from './rules-a-sip.data.js';
import { VETLANDA_2023 } from './rules-b.data.js';
import { VETLANDA_2015 } from './rules-c.data.js';
import { KARLSBORG_BOUNDARIES } from './rules-d-boundaries.data.js';
import { KARLSBORG_GOVERNANCE } from './rules-d-governance.data.js';
import { KARLSBORG_INDIVIDUAL } from './rules-d-individual.data.js';
import { KARLSBORG_SECRECY } from './rules-d-secrecy.data.js';
import { SLIDES } from './rules-e.data.js';
import { DEFECTS } from './rules-g.data.js';
import { HUB_READINGS } from './rules-h.data.js';
import { STATUTE } from './rules-s.data.js';
import { type RuleChapter, type RuleEntry, type SourceId } from './rule.js';
import { type RuleId } from './rule-id.js';
import { type StatuteRef } from './statute-ref.js';
import { statuteNamed } from './statutes.js';

/** A rule of the catalogue, with its checked id, its source and the law it rests on. */
export interface Rule extends Omit<RuleEntry<RuleId>, 'statutes' | 'readBy'> {
  readonly source: SourceId;
  readonly statutes: readonly StatuteRef[];
  readonly readBy: readonly RuleId[];
}

/** Rules under one heading. */
export interface Chapter {
  readonly title_sv: string;
  readonly source: SourceId;
  readonly rules: readonly Rule[];
}

const chapterOf = ({ title_sv, source, rules }: RuleChapter<RuleId>): Chapter => ({
  title_sv,
  source,
  rules: rules.map(({ statutes = [], readBy = [], ...entry }) => ({
    source,
    ...entry,
    statutes: statutes.map(statuteNamed),
    readBy,
  })),
});

/** The rules of the documents and of the law beside them, by chapter, in the order of their ids. */
export const CHAPTERS: readonly Chapter[] = [
  SCOPE,
  SIP,
  DECISION,
  COURSE,
  COSTS,
  DEVIATIONS,
  AGREEMENT,
  VETLANDA_2023,
  VETLANDA_2015,
  KARLSBORG_BOUNDARIES,
  KARLSBORG_INDIVIDUAL,
  KARLSBORG_SECRECY,
  KARLSBORG_GOVERNANCE,
  SLIDES,
  STATUTE,
].map(chapterOf);

/** How the hub reads what is defect, in conflict or open: in the documents (G), and where all sources are silent (H). */
export const READING_CHAPTERS: readonly Chapter[] = [DEFECTS, HUB_READINGS].map(chapterOf);

/** The 222 rules of the source documents and the 20 of statute beside them. */
export const RULES: readonly Rule[] = CHAPTERS.flatMap(({ rules }) => rules);

/** The 31 readings. */
export const READINGS: readonly Rule[] = READING_CHAPTERS.flatMap(({ rules }) => rules);

const byId = new Map<string, Rule>([...RULES, ...READINGS].map((rule) => [rule.id, rule]));

/** True for the id of a rule or reading in the catalogue. */
export function isRuleId(text: string): text is RuleId {
  return byId.has(text);
}

/** The rule of an id. Throws `RangeError` on an id that the catalogue lacks, which only an unchecked text can be. */
export function ruleOf(id: RuleId): Rule {
  const rule = byId.get(id);
  if (rule === undefined) throw new RangeError(`no rule ${id} in the catalogue`);
  return rule;
}
