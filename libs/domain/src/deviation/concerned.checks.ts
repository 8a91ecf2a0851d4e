/** Who may say what of a deviation: those whom it concerns, each for itself, and of an action whoever is to do it. */
import { type PartyId } from '../kernel/index.js';
import { rejected, waiting, type Decision } from '../saying/decision.js';
import { dayOf } from '../saying/fact-entries.js';
import { isWordOf } from './concerned.js';
import { deviationFactsOf } from './deviation-story.js';
import { type DeviationCheck } from './deviation-so-far.js';

/** Its report was taken back, and the uuid is not used again. */
export const isNotAnnulled: DeviationCheck = (_fact, { isAnnulled }) =>
  isAnnulled ? rejected({ code: 'SubjectAnnulled' }) : null;

/** One uuid, one deviation. */
export const isReportedOnce: DeviationCheck<'deviation.reported'> = (_fact, { reading }) =>
  reading ? rejected({ code: 'AlreadyRegistered' }) : null;

/** Any of those whom it concerns may have reported it; what another says of it before that waits. */
export const isReported: DeviationCheck = (_fact, { reading }) => (reading ? null : waiting({ what: 'deviation' }));

/** A-107 "ska hantering av avvikelsen göras gemensamt": those whose it is to say. */
const notTheirs = (by: PartyId, allowed: readonly PartyId[]): Decision =>
  rejected({ code: 'NotYourFactToState', by, allowed, rule: 'A-107' });

/** A-107 "ska hantering av avvikelsen göras gemensamt": by those whom it concerns, each for itself. */
export const isSaidByOneConcerned: DeviationCheck = ({ meta }, { reading }) => {
  const sides = reading?.story.sides ?? [];
  return sides.some((side) => isWordOf(meta.party, side)) ? null : notTheirs(meta.party, sides);
};

/** What was agreed to be over is not taken up again: what happens after it is another deviation. */
export const isNotAfterTheClosure: DeviationCheck = (fact, { reading }) => {
  const closedOn = reading?.closure.closedOn ?? null;
  return closedOn !== null && dayOf(fact) > closedOn ? rejected({ code: 'DeviationClosed', closedOn }) : null;
};

const onOneConcerned = (responsible: PartyId, pointer: string, sides: readonly PartyId[]): Decision | null =>
  sides.some((side) => isWordOf(responsible, side))
    ? null
    : rejected({ code: 'FieldNotAllowedHere', pointer, expected: sides.join(' | ') });

/** A-107 "gemensamt": nothing is laid on one who is not asked. */
export const laysAreasOnThoseConcerned: DeviationCheck<'deviation.temporaryResponsibilityProposed'> = (
  { data: { areas } },
  { reading },
) => {
  for (const [index, { responsible }] of areas.entries()) {
    const answer = onOneConcerned(responsible, `/data/areas/${index}/responsible`, reading?.story.sides ?? []);
    if (answer) return answer;
  }
  return null;
};

/** A-107 "gemensamt": nor is anything to be done by one who is not asked. */
export const isLaidOnOneConcerned: DeviationCheck<'deviation.actionDecided'> = ({ data }, { reading }) =>
  onOneConcerned(data.responsible, '/data/responsible', reading?.story.sides ?? []);

/** That it is done, whoever was to do it says. */
export const isDoneByItsResponsible: DeviationCheck<'deviation.actionDone'> = ({ data, meta }, { story }) => {
  const decided = deviationFactsOf(story.facts, 'deviation.actionDecided').find(
    (action) => action.data.actionId === data.actionId,
  );
  const allowed = decided ? [decided.data.responsible] : [];
  return allowed.some((side) => isWordOf(meta.party, side)) ? null : notTheirs(meta.party, allowed);
};

/** Once done, it is done. */
export const isDoneOnce: DeviationCheck<'deviation.actionDone'> = ({ data: { actionId } }, { story }) =>
  deviationFactsOf(story.facts, 'deviation.actionDone').some(({ data }) => data.actionId === actionId)
    ? rejected({ code: 'AlreadySaid', pointer: '/data/actionId', names: actionId })
    : null;

/** A-108 "tillfällig": it lasts a day at least from when it is proposed. */
export const lastsADay: DeviationCheck<'deviation.temporaryResponsibilityProposed'> = ({ data: { until }, meta }) =>
  until !== undefined && until < meta.saidOn
    ? rejected({ code: 'PeriodEndsBeforeItBegins', pointer: '/data/until', from: meta.saidOn, to: until })
    : null;
