/** The acts of care and their sections, read out of their data. */
import { CARE_ACTS, type CareAct, type CareGround } from './care-acts.data.js';

/** An act by which care is given. */
export type CareActId = keyof typeof CARE_ACTS;

/** A section that a decision may name, of whichever act has it. */
export type CareSection = { [Id in CareActId]: keyof (typeof CARE_ACTS)[Id]['grounds'] }[CareActId];

export const CARE_ACT_IDS = Object.keys(CARE_ACTS) as readonly CareActId[];

/** All that the law asks of care by an act. */
export const careActOf = (act: CareActId): CareAct => CARE_ACTS[act];

/** The sections of an act, in their order; none where no decision by it names one. */
export const sectionsOfAct = (act: CareActId): readonly CareSection[] =>
  Object.keys(CARE_ACTS[act].grounds) as CareSection[];

/** Every section that a decision may name. */
export const CARE_SECTIONS: readonly CareSection[] = [...new Set(CARE_ACT_IDS.flatMap(sectionsOfAct))];

/** What an act and the sections named of it are, as far as a ground needs them. */
interface NamesGrounds {
  readonly act: CareActId;
  readonly sections?: readonly CareSection[];
}

/** The grounds that a legal basis names, in its order. A section that its act lacks is none. */
export function groundsOf({ act, sections = [] }: NamesGrounds): readonly CareGround[] {
  const { grounds } = careActOf(act);
  return sections.flatMap((section) => grounds[section] ?? []);
}

/** The sections of an act whose ground is such, in their order. */
export const sectionsWhere = (act: CareActId, isSuch: (ground: CareGround) => boolean): readonly CareSection[] =>
  sectionsOfAct(act).filter((section) => groundsOf({ act, sections: [section] }).some(isSuch));

/** The ages at which care by some act ends, ascending, each once. */
export const AGES_AT_WHICH_CARE_ENDS: readonly number[] = [
  ...new Set(
    CARE_ACT_IDS.flatMap((act) => groundsOf({ act, sections: sectionsOfAct(act) })).map(({ endsAtAge }) => endsAtAge),
  ),
].sort((a, b) => a - b);
