/** The sections that responsibility, deadlines and findings cite beside their rule. */
import { hsl, lvm, lvu, sol } from '../rules/statutes.data.js';

/** The region offers care to its residents. */
export const HSL_8_1 = hsl('8:1');
/** The kommun of residence is responsible. */
export const SOL_29_1 = sol('29:1');
/** A kommun stays responsible for one who by its decision stays in another. */
export const SOL_29_2 = sol('29:2');
/** A case moves to another kommun only when that one takes it over. */
export const SOL_29_10 = sol('29:10');
/** Consent to a measure, by age. */
export const SOL_21_1 = sol('21:1');
/** First revision of a child's care plan. */
export const SOL_9_13 = sol('9:13');
/** Notice to the region on a health examination. */
export const SOL_22_7 = sol('22:7');
/** Six-month consideration of a child's care. */
export const SOL_22_13 = sol('22:13');
/** What may be delegated to an utskott only. */
export const SOL_30_7 = sol('30:7');
/** Care by LVU, and the ages for which it may be given. */
export const LVU_1 = lvu('1');
/** The court decides on care by LVU. */
export const LVU_4 = lvu('4');
/** Immediate custody by LVU. */
export const LVU_6 = lvu('6');
/** Consideration and reexamination every sixth month. */
export const LVU_13 = lvu('13');
/** The birthdays on which care by LVU ends at the latest. */
export const LVU_21 = lvu('21');
/** The court decides on care by LVM. */
export const LVM_5 = lvm('5');
/** Immediate custody by LVM. */
export const LVM_13 = lvm('13');
/** Care by LVM goes on for six months at most. */
export const LVM_20 = lvm('20');
