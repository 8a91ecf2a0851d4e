/** Conditions on what is said of a concern: to whom it is reported, about whom, and who has opened it. Never whether anybody consents. */
import { partyKind, type Day } from '../kernel/index.js';
import { type Check } from '../saying/check.js';
import { rejected } from '../saying/decision.js';
import { refusedAsNotSent } from '../saying/opened.js';
import { type ConcernFact } from './facts/concern.js';
import { type ConcernFactOf, type StandingConcern } from './reading.js';

/** A concern as its decider sees it: all that stands, whenever it counts from. */
export interface ConcernSoFar extends StandingConcern {
  readonly today: Day;
}

type FactByType = { readonly [T in ConcernFact['type']]: ConcernFactOf<T> };
export type ConcernCheck<T extends ConcernFact['type'] = ConcernFact['type']> = Check<FactByType[T], ConcernSoFar>;

export const isNotAnnulled: ConcernCheck = (_fact, { annulled }) =>
  annulled ? rejected({ code: 'SubjectAnnulled' }) : null;

export const isReportedOnce: ConcernCheck<'concern.reported'> = (_fact, { reported }) =>
  reported ? rejected({ code: 'AlreadyRegistered' }) : null;

/**
 * B-008 "omfattar hela socialtjänsten": kommuner and regions alike report, every nämnd and unit of them, so that nobody is
 * refused to; and it is reported to the socialnämnd (SoL 19:1), which is a kommun's.
 */
export const isReportedToAKommun: ConcernCheck<'concern.reported'> = ({ data: { to } }) =>
  partyKind(to) === 'kommun'
    ? null
    : rejected({ code: 'FieldNotAllowedHere', pointer: '/data/to', expected: 'kommun-…', rule: 'B-008' });

/** One person, known or told of by the day of birth alone: no more is told than is needed. */
export const isAboutOne: ConcernCheck<'concern.reported'> = ({ data: { about } }) => {
  const { personId, birthDate } = about;
  const expected = 'personId | birthDate';
  if (personId === undefined && birthDate === undefined)
    return rejected({ code: 'FieldRequiredHere', pointer: '/data/about/personId', expected });
  return personId !== undefined && birthDate !== undefined
    ? rejected({ code: 'FieldNotAllowedHere', pointer: '/data/about/birthDate', expected })
    : null;
};

/** What has been opened was reported by then: a report that is told anew of a later day would come after it. */
export const isReportedFirst: ConcernCheck<'concern.reported'> = ({ data }, { opened }) => {
  const first = opened.find(({ data: { on } }) => on < data.on);
  return first ? rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `<= ${first.data.on}` }) : null;
};

/** B-008 "omfattar hela socialtjänsten": whom it is reported to opens it, and nobody for it: two nämnder are two (D-026). */
export const isOpenedByTheAddressee: ConcernCheck<'concern.opened'> = ({ meta }, { reported }) => {
  if (!reported || meta.corrects !== undefined) return null;
  const { to } = reported.data;
  return meta.party === to
    ? null
    : rejected({ code: 'NotYourFactToState', by: meta.party, allowed: [to], rule: 'B-008' });
};

/** The id of the report is the hub's to give, so that who opens it has been told it: nothing is waited for. */
export const opensTheReport: ConcernCheck<'concern.opened'> = ({ data }, { chains }) =>
  refusedAsNotSent(data, chains, ['concern.reported']);

/** Nothing is opened before the day on which it is reported. */
export const isOpenedAfterwards: ConcernCheck<'concern.opened'> = ({ data: { on } }, { reported }) =>
  reported && on < reported.data.on
    ? rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `>= ${reported.data.on}` })
    : null;
