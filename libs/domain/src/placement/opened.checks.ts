/** Conditions on the word that a handover has been opened: what started it, by whom, and from which day. */
import { type PartyId, type Uuid } from '../kernel/index.js';
import { rejected } from '../saying/decision.js';
import { isEventOf } from '../story/handover-openings.js';
import { handoversEver, speaksForRegion } from '../story/handover-starts.js';
import { handoversOf, type Handover } from '../story/handovers.js';
import { type CaseCheck, type CaseSoFar } from '../story/so-far.js';
import { principalsThenAndNow } from '../story/who-may-say.js';

type OpenedCheck = CaseCheck<'placement.opened'>;

/** The handovers whose start an event is: a region's message, what the hub said, or the change of registration that it said it of. */
function startedByEvent(eventId: Uuid, { story, notices }: CaseSoFar): readonly Uuid[] {
  const said = notices.filter((one) => one.eventId === eventId).map(({ handoverId }) => handoverId);
  const standing = new Set(handoversOf(story).all.map(({ handoverId }) => handoverId));
  const told = [...handoversEver(story)]
    .filter(([, { chain }]) => isEventOf(chain, eventId))
    .filter(([id, { chain }]) => chain.original.type === 'handover.initiated' || standing.has(id))
    .map(([id]) => id);
  return [...said, ...told];
}

/** The ids of events are the hub's to give, so that who opens what started a handover has been told it: nothing is waited for. */
export const opensAHandover: OpenedCheck = ({ data: { eventId } }, soFar) =>
  startedByEvent(eventId, soFar).length > 0
    ? null
    : rejected({ code: 'UnknownReference', pointer: '/data/eventId', names: eventId });

const madeBy = (eventId: Uuid, soFar: CaseSoFar): readonly Handover[] => {
  const ids = new Set(startedByEvent(eventId, soFar));
  return handoversOf(soFar.story).all.filter(({ handoverId }) => ids.has(handoverId));
};

/** The two regions of the handovers, and of one that is no more the region that was to take over. */
function regionsOf(eventId: Uuid, soFar: CaseSoFar): readonly PartyId[] {
  const ever = handoversEver(soFar.story);
  return [
    ...madeBy(eventId, soFar).map(({ fromRegion }) => fromRegion),
    ...startedByEvent(eventId, soFar).flatMap((id) => ever.get(id)?.toRegion ?? []),
  ];
}

/**
 * A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår": whom a handover reaches opens it, each for itself:
 * the two regions, and the principals of the day.
 */
export const isOpenedByARecipient: OpenedCheck = (fact, soFar) => {
  const { party: by, corrects } = fact.meta;
  if (corrects !== undefined) return null;
  const allowed = [...new Set([...regionsOf(fact.data.eventId, soFar), ...principalsThenAndNow(fact, soFar)])];
  return allowed.some((one) => speaksForRegion(by, one))
    ? null
    : rejected({ code: 'NotYourFactToState', by, allowed, rule: 'A-075' });
};

/** Nothing is opened before the day on which it was started. */
export const isOpenedOnceStarted: OpenedCheck = ({ data: { eventId, on } }, soFar) => {
  const [startedOn] = madeBy(eventId, soFar)
    .map(({ initiatedOn }) => initiatedOn)
    .sort();
  return startedOn !== undefined && on < startedOn
    ? rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `>= ${startedOn}` })
    : null;
};
