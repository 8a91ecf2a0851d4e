/** Statute references: checked, dated, and written out as a lawyer writes them. */
import { type Day } from '../kernel/index.js';
import { type StatuteRef } from './statute-ref.js';
import { ACTS, type StatuteAct, SOL_MOVED } from './statutes.data.js';

const acts = new Map(ACTS.map((act) => [act.act, act]));
const SECTION = /^\d{1,3}( [a-z])?$/;
const CHAPTER_AND_SECTION = /^(\d{1,2}( [a-z])?):(\d{1,3}( [a-z])?)$/;
const OLD_SOL = 'SoL 2001:453';
const NEW_SOL = 'SoL 2025:400';

/** The act of a reference. Throws `RangeError` where the table has none: a defect in a rule, never a party's doing. */
export function actOf({ act }: StatuteRef): StatuteAct {
  const found = acts.get(act);
  if (found === undefined) throw new RangeError(`no act ${act} in the table of statutes`);
  return found;
}

/** True where the act is in the table and the section has the form in which that act is cited. */
export function resolves(ref: StatuteRef): boolean {
  const act = acts.get(ref.act);
  if (act === undefined) return false;
  return (act.cited === 'chapter' ? CHAPTER_AND_SECTION : SECTION).test(ref.section);
}

/** True where the act was law on that day. */
export function isLawOn(ref: StatuteRef, day: Day): boolean {
  const { validFrom, validTo } = actOf(ref);
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);
}

/**
 * What held on a day in the place of `ref`: itself, or the section of the other SoL that it moved from or to, where
 * that is known. Undefined where none is known: then nothing is printed, rather than a section from memory.
 */
export function statuteOn(ref: StatuteRef, day: Day): StatuteRef | undefined {
  const moved = isLawOn(ref, day) ? ref : movedOf(ref);
  return moved !== undefined && isLawOn(moved, day) ? moved : undefined;
}

function movedOf({ act, section }: StatuteRef): StatuteRef | undefined {
  if (act === NEW_SOL) {
    const from = SOL_MOVED.find(({ to }) => to.includes(section))?.from;
    return from === undefined ? undefined : { act: OLD_SOL, section: from };
  }
  const to = act === OLD_SOL ? SOL_MOVED.find(({ from }) => from === section)?.to[0] : undefined;
  return to === undefined ? undefined : { act: NEW_SOL, section: to };
}

/** *22 kap. 13 § socialtjänstlagen (2025:400)*. Throws `RangeError` where the act is not in the table. */
export function citeStatute(ref: StatuteRef): string {
  const { title_sv } = actOf(ref);
  const match = CHAPTER_AND_SECTION.exec(ref.section);
  return match === null ? `${ref.section} § ${title_sv}` : `${match[1] ?? ''} kap. ${match[3] ?? ''} § ${title_sv}`;
}
