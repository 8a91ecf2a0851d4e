/** Statute references: checked, dated, and written out as a lawyer writes them. */
import { addDays } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { DUTIES } from './duties.data.js';
import { type StatuteRef } from './statute-ref.js';
import { ACTS, SECTIONS_MOVED, type StatuteAct } from './statutes.data.js';

/** What a statute lays on somebody, whichever section says it on a day. */
export type Duty = keyof typeof DUTIES;

const acts = new Map(ACTS.map((act) => [act.act, act]));
const SECTION = /^\d{1,3}( [a-z])?$/;
const CHAPTER_AND_SECTION = /^(\d{1,2}( [a-z])?):(\d{1,3}( [a-z])?)$/;

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

/** True where the act was law on that day, and had the section under that number. */
export function isLawOn(ref: StatuteRef, day: Day): boolean {
  const { validFrom, validTo } = actOf(ref);
  const isInForce = (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);
  return isInForce && renumbered.every(({ from, to, on }) => !isSame(day < on ? to : from, ref));
}

/** `SoL 2025:400 22:13` in its two parts: the name of an act is two words. */
export function statuteNamed(text: string): StatuteRef {
  const [act = '', number = '', ...section] = text.split(' ');
  return { act: `${act} ${number}`, section: section.join(' ') };
}

/** Each version of a duty with the one that came after it. */
const moved = SECTIONS_MOVED.flatMap(({ versions }) =>
  versions.slice(1).map(({ section, from: on }, at) => ({
    from: statuteNamed(versions[at]?.section ?? section),
    to: statuteNamed(section),
    on,
  })),
);
/** Those that got another number in the same act, on a day. */
const renumbered = moved.flatMap(({ from, to, on }) => (on === undefined ? [] : [{ from, to, on }]));

const isSame = (one: StatuteRef, other: StatuteRef): boolean => one.act === other.act && one.section === other.section;

/** The sections in which a duty has stood before and will stand after `ref`, the nearest first. */
function othersOf(ref: StatuteRef): readonly StatuteRef[] {
  const chain = (at: StatuteRef, next: (at: StatuteRef) => StatuteRef | undefined): readonly StatuteRef[] => {
    const found = next(at);
    return found === undefined ? [] : [found, ...chain(found, next)];
  };
  return [
    ...chain(ref, (at) => moved.find(({ to }) => isSame(to, at))?.from),
    ...chain(ref, (at) => moved.find(({ from }) => isSame(from, at))?.to),
  ];
}

const allOf = (ref: StatuteRef): readonly StatuteRef[] => [ref, ...othersOf(ref)];

const ofDuty = new Map<string, readonly StatuteRef[]>(
  Object.entries(DUTIES).map(([duty, text]) => [duty, allOf(statuteNamed(text))]),
);

/** What a section of the law of today says, on a day: for data that is read often, the sections found beforehand. */
export function datedSection(text: string): (day: Day) => StatuteRef | undefined {
  const sections = allOf(statuteNamed(text));
  return (day) => sections.find((ref) => isLawOn(ref, day));
}

/**
 * The section that lays a duty on somebody on a day, or what held on that day in the place of a section. Undefined where
 * none is known: then nothing is printed, rather than a section from memory.
 */
export function statuteOn(cited: Duty | StatuteRef, day: Day): StatuteRef | undefined {
  const sections = typeof cited === 'string' ? ofDuty.get(cited) : allOf(cited);
  return sections?.find((ref) => isLawOn(ref, day));
}

/** G-01: the section, of another act or number, in which the same duty stood before; undefined where none is known. */
export const earlierOf = (ref: StatuteRef): StatuteRef | undefined => moved.find(({ to }) => isSame(to, ref))?.from;

/** The days on which what is cited of some acts changes: one takes effect, or has ended. Ascending, each once. */
export function turnsOf(cited: readonly Pick<StatuteAct, 'validFrom' | 'validTo'>[]): readonly Day[] {
  const days = cited.flatMap(({ validFrom, validTo }) => [
    ...(validFrom ? [validFrom] : []),
    ...(validTo ? [addDays(validTo, 1)] : []),
  ]);
  return [...new Set(days)].sort();
}

/** The days on which what a duty is cited by changes. */
export const LAW_TURNS: readonly Day[] = turnsOf([...ofDuty.values()].flat().map(actOf));

/** The days on which a duty's section got another number in its act. */
export const renumberedOn = (duty: Duty): readonly Day[] => {
  const sections = ofDuty.get(duty) ?? [];
  return renumbered.filter(({ from }) => sections.some((ref) => isSame(ref, from))).map(({ on }) => on);
};

/** *22 kap. 13 § socialtjänstlagen (2025:400)*. Throws `RangeError` where the act is not in the table. */
export function citeStatute(ref: StatuteRef): string {
  const { title_sv } = actOf(ref);
  const match = CHAPTER_AND_SECTION.exec(ref.section);
  return match === null ? `${ref.section} § ${title_sv}` : `${match[1] ?? ''} kap. ${match[3] ?? ''} § ${title_sv}`;
}
