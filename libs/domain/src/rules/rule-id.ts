/** The ids of the catalogue as a type: an id that the catalogue lacks does not compile. */
import type { AGREEMENT } from './rules-a-agreement.data.js';
import type { COSTS } from './rules-a-costs.data.js';
import type { COURSE } from './rules-a-course.data.js';
import type { DECISION } from './rules-a-decision.data.js';
import type { DEVIATIONS } from './rules-a-deviations.data.js';
import type { SCOPE } from './rules-a-scope.data.js';
import type { SIP } from './rules-a-sip.data.js';
import type { VETLANDA_2023 } from './rules-b.data.js';
import type { VETLANDA_2015 } from './rules-c.data.js';
import type { KARLSBORG_BOUNDARIES } from './rules-d-boundaries.data.js';
import type { KARLSBORG_GOVERNANCE } from './rules-d-governance.data.js';
import type { KARLSBORG_INDIVIDUAL } from './rules-d-individual.data.js';
import type { KARLSBORG_SECRECY } from './rules-d-secrecy.data.js';
import type { SLIDES } from './rules-e.data.js';
import type { DEFECTS } from './rules-g.data.js';
import type { HUB_READINGS } from './rules-h.data.js';
import type { STATUTE } from './rules-s.data.js';

type Catalogue =
  | typeof SCOPE
  | typeof SIP
  | typeof DECISION
  | typeof COURSE
  | typeof COSTS
  | typeof DEVIATIONS
  | typeof AGREEMENT
  | typeof VETLANDA_2023
  | typeof VETLANDA_2015
  | typeof KARLSBORG_BOUNDARIES
  | typeof KARLSBORG_INDIVIDUAL
  | typeof KARLSBORG_SECRECY
  | typeof KARLSBORG_GOVERNANCE
  | typeof SLIDES
  | typeof STATUTE
  | typeof DEFECTS
  | typeof HUB_READINGS;

/** A rule or a reading of the catalogue: `A-099`, `S-001`, `G-03`. */
export type RuleId = Catalogue['rules'][number]['id'];
