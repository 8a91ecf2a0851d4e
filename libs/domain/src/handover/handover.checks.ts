/** Whether a handover may be started, answered and taken back: by whom, and while it stands. */
import { maxDay } from '../calendar/index.js';
import { papersNamed } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import { rejected, waiting } from '../saying/decision.js';
import { nameOf } from '../fact/names.js';
import { type PartyId, type Uuid } from '../kernel/index.js';
import { handoversEver, regionMeant, speaksForRegion } from '../story/handover-starts.js';
import { actingOn, handoversOf, type Handover } from '../story/handovers.js';
import { type CaseCheck } from '../story/so-far.js';
import { type FactOf, type Story } from '../story/story.js';
import { type HandoverFact } from './facts/handover.js';

type Initiated = 'handover.initiated';
type Answer = 'handover.accepted' | 'handover.rejected';
/** What is said of a handover that there is. */
export type Act = Exclude<
  HandoverFact['type'],
  Initiated | 'handover.annulled' | 'handover.disclosureDecided' | 'handover.disclosureEnded'
>;

/** What is said before the placement is registered waits: a region is not told of by whom it is placed. */
export const isOfAPlacement: CaseCheck<HandoverFact['type']> = (_fact, { story }) =>
  story.registered ? null : waiting({ what: 'placement' });

const handoverOf = (story: Story, id: Uuid): Handover | undefined =>
  handoversOf(story).all.find(({ handoverId }) => handoverId === id);

/** A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår": each region says what is its own to say. */
const isNoFactOf = (by: PartyId, allowed: readonly PartyId[]) =>
  rejected({ code: 'NotYourFactToState', by, allowed: [...new Set(allowed)], rule: 'A-075' });

/** A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår": a handover is between two regions, and one of them starts it. */
export const isStartedByOneOfTheTwo: CaseCheck<Initiated> = ({ data, meta }) => {
  const regions = [data.fromRegion, data.toRegion].map(regionMeant);
  return regions.some((region) => speaksForRegion(meta.party, region)) ? null : isNoFactOf(meta.party, regions);
};

/** A kommun hands no health care over; Gotland's is a region too (SoL 4:4). */
export const isBetweenTwoRegions: CaseCheck<Initiated> = ({ data }) => {
  const fields = ['fromRegion', 'toRegion'] as const;
  const wrong = fields.find((field) => !regionMeant(data[field]).startsWith('region-'));
  if (wrong) return rejected({ code: 'FieldNotAllowedHere', pointer: `/data/${wrong}`, expected: 'region-…' });
  const from = regionMeant(data.fromRegion);
  return from === regionMeant(data.toRegion)
    ? rejected({ code: 'FieldNotAllowedHere', pointer: '/data/toRegion', expected: `≠ ${from}` })
    : null;
};

/** The id is not one that the hub gives: a change of registration has that. */
export const isNamedAnew: CaseCheck<Initiated> = ({ data: { handoverId } }, { story }) =>
  handoversEver(story).get(handoverId)?.chain.original.type === 'placement.registrationChanged'
    ? rejected({ code: 'AlreadySaid', pointer: '/data/handoverId', names: handoverId })
    : null;

/** A-075 "inget avbrott i vårdkedjan": care is handed over by the region that acts, so that never two do. */
export const handsOverWhatItHas: CaseCheck<Initiated> = ({ data, meta }, { story }) => {
  const acting = actingOn(handoversOf(story).acting, maxDay(data.effectiveOn, meta.saidOn));
  return regionMeant(data.fromRegion) === acting
    ? null
    : rejected({ code: 'FieldNotAllowedHere', pointer: '/data/fromRegion', expected: acting });
};

/** One at a time: another is started when the one before has been answered, or taken back. */
export const awaitsNoAnswer: CaseCheck<Initiated> = (_fact, { story }) => {
  const open = handoversOf(story).all.find(
    ({ accepted, rejected: refused, withdrawn }) => !accepted && !refused && !withdrawn,
  );
  return open ? rejected({ code: 'AlreadySaid', pointer: '/data/handoverId', names: open.handoverId }) : null;
};

/**
 * The handover has been started: by a region, or by a registration that has been told as moved. Else it waits, for messages
 * of several parties are not ordered. An answer to what has been taken back is kept, and works nothing (H-004).
 */
export const isOfAKnownHandover: CaseCheck<Act> = (fact, { story, takenBack }) => {
  const { handoverId } = fact.data;
  const isGone = takenBack.has(nameOf({ thing: 'handover', id: handoverId }));
  const isKnown = isGone || handoversEver(story).has(handoverId);
  if (!isKnown && fact.type !== 'handover.withdrawn') return waiting({ what: 'handover', id: handoverId });
  if (isKnown && (isAnswer(fact) || handoverOf(story, handoverId))) return null;
  return rejected({ code: 'UnknownReference', pointer: '/data/handoverId', names: handoverId });
};

const isAnswer = ({ type }: FactOf<Act>): boolean => type === 'handover.accepted' || type === 'handover.rejected';

/** what the sender has to say is the sender's. */
export const isSaidByTheSender: CaseCheck<'handover.materialSent'> = ({ data, meta }, { story }) => {
  const sender = handoverOf(story, data.handoverId)?.fromRegion;
  return sender === undefined || speaksForRegion(meta.party, sender) ? null : isNoFactOf(meta.party, [sender]);
};

/** A-076 "tar den nya regionen över vårdansvaret": the receiver says so, and nobody for it. */
export const isSaidByTheReceiver: CaseCheck<Answer | 'handover.completed'> = ({ data, meta }, { story }) => {
  const { handoverId } = data;
  const receiver = handoverOf(story, handoverId)?.toRegion ?? handoversEver(story).get(handoverId)?.toRegion;
  return receiver === undefined || speaksForRegion(meta.party, receiver) ? null : isNoFactOf(meta.party, [receiver]);
};

/** What is accepted is so; one that has refused may think better of it. */
export const isNotAccepted: CaseCheck<Answer> = ({ data: { handoverId } }, { story }) =>
  handoverOf(story, handoverId)?.accepted
    ? rejected({ code: 'AlreadySaid', pointer: '/data/handoverId', names: handoverId })
    : null;

/** The event that an answer says it is to is the one that started the handover, or a correction of it. */
export const answersWhatStartedIt: CaseCheck<Answer> = ({ data: { handoverId, answers } }, { story }) => {
  if (answers === undefined) return null;
  const chain = handoversEver(story).get(handoverId)?.chain;
  const papers = chain ? [chain] : papersNamed<CaseFact>(story.chains, `handover ${handoverId}`);
  const events = papers
    .flatMap(({ original, corrections }) => [original, ...corrections])
    .map(({ meta }) => meta.eventId);
  return events.includes(answers)
    ? null
    : rejected({ code: 'UnknownReference', pointer: '/data/answers', names: answers });
};

/** Completed is what was accepted before, once. */
export const completesWhatItAccepted: CaseCheck<'handover.completed'> = ({ data: { handoverId, on } }, { story }) => {
  const made = handoverOf(story, handoverId);
  if (!made?.accepted) return rejected({ code: 'UnknownReference', pointer: '/data/handoverId', names: handoverId });
  if (made.completed) return rejected({ code: 'AlreadySaid', pointer: '/data/handoverId', names: handoverId });
  const acceptedOn = made.accepted.data.on;
  return acceptedOn <= on
    ? null
    : rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `≥ ${acceptedOn}` });
};

/** A region takes back what it started itself, once, before it is accepted; what the hub started the register alone ends. */
export const takesBackItsOwn: CaseCheck<'handover.withdrawn'> = ({ data: { handoverId, on }, meta }, { story }) => {
  const made = handoverOf(story, handoverId);
  if (!made) return null;
  const { startedBy, accepted, withdrawn, initiatedOn } = made;
  const author = startedBy.type === 'handover.initiated' ? [startedBy.meta.party] : [];
  if (!author.includes(meta.party)) return isNoFactOf(meta.party, author);
  if (accepted) return rejected({ code: 'CountersignedFact', by: [accepted.meta.party] });
  if (withdrawn) return rejected({ code: 'AlreadySaid', pointer: '/data/handoverId', names: handoverId });
  return on < initiatedOn
    ? rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `≥ ${initiatedOn}` })
    : null;
};

/** The two regions of what a message started and the receiver has accepted: it is no one's alone to take back. */
export function bothAfterAcceptance(started: FactOf<CaseFact['type']>, story: Story): readonly PartyId[] {
  return handoversOf(story).all.flatMap(({ startedBy, accepted, fromRegion }) =>
    accepted && startedBy.meta.eventId === started.meta.eventId ? [accepted.meta.party, fromRegion] : [],
  );
}

/** The region that an acceptance has released. */
export const senderReleased = (accepted: FactOf<'handover.accepted'>, story: Story): readonly PartyId[] =>
  handoversOf(story).all.flatMap((made) =>
    made.accepted?.meta.eventId === accepted.meta.eventId ? [made.fromRegion] : [],
  );
