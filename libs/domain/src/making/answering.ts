/** What would answer a finding, and whom it waits for: said in its table's entry, so that none is there without. */
import { type PartyId, type SubjectKind } from '../kernel/index.js';
import { type ToldType } from '../saying/case.js';
import { FACT_ENTRIES, type FactData } from '../saying/fact-kinds.js';
import { type Sighting } from './finding.js';

type Types = readonly [ToldType, ...ToldType[]];

/** Nothing that is told answers it: a breach that stays, what time ends, a choice that is only to be seen. */
export interface Nothing {
  readonly by: 'nothing';
  /** Why nothing does. */
  readonly because: string;
}

/** A fact of one of these types answers it: told anew, or the one that was told, corrected. */
export interface ByFact {
  readonly by: 'fact' | 'correction';
  readonly types: Types;
}

/** What a fact is called beside its kind: `disclosureDecided`. */
type FactName = { [K in SubjectKind]: keyof FactData[K] }[SubjectKind];

/** A fact of one of these names answers it, of whatever kind. */
export interface ByName {
  readonly by: 'factNamed';
  readonly names: readonly [FactName, ...FactName[]];
}

/** With the types that it comes to: by name those of every kind of subject that has one, in the order of the kinds. */
export function byFact(answer: ByFact | ByName): ByFact {
  if (answer.by !== 'factNamed') return answer;
  const isNamed = (type: string): boolean => answer.names.some((name) => type.endsWith(`.${name}`));
  return { by: 'fact', types: Object.keys(FACT_ENTRIES).filter(isNamed) as unknown as Types };
}

/** Whose the answer is, of all that is judged and of what was seen; nobody where it is too late to answer this one. */
export type WaitsFor<Judged> = (judged: Judged, seen: Sighting) => readonly PartyId[];

export type Answering<Judged> = Nothing | (ByFact & { readonly waitsFor: WaitsFor<Judged> });

/** Answered by a fact of one of these types, told by those that `waitsFor` gives. */
export const told = <Judged>(types: Types, waitsFor: WaitsFor<Judged>): Answering<Judged> => ({
  by: 'fact',
  types,
  waitsFor,
});

/** Answered by a correction of what was told. */
export const corrected = <Judged>(types: Types, waitsFor: WaitsFor<Judged>): Answering<Judged> => ({
  by: 'correction',
  types,
  waitsFor,
});

/** Answered by nothing, and why. */
export const nothing = (because: string): Nothing => ({ by: 'nothing', because });

/** Whose answer works nothing, or who is to answer, where that party stands first among those concerned. */
export const theFirstConcerned: WaitsFor<unknown> = (_judged, { parties }) => parties.slice(0, 1);

/** All whom it concerns. */
export const allConcerned: WaitsFor<unknown> = (_judged, { parties }) => parties;
