/** The ids of the catalogue as a type: an id that the catalogue lacks does not compile. */
import type { RULES_A } from './rules-a.data.js';
import type { RULES_B } from './rules-b.data.js';
import type { RULES_C } from './rules-c.data.js';
import type { RULES_D } from './rules-d.data.js';
import type { RULES_E } from './rules-e.data.js';
import type { RULES_G } from './rules-g.data.js';

type Catalogue = typeof RULES_A | typeof RULES_B | typeof RULES_C | typeof RULES_D | typeof RULES_E | typeof RULES_G;

/** A rule or a reading of the catalogue: `A-099`, `G-03`. */
export type RuleId = Catalogue[number]['id'];
