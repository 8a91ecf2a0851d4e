/** Conditions on what is said of a SIP: who may say it, and when. */
import {
  areOneLegalPerson,
  legalPerson,
  partyKind,
  speaksFor,
  type Day,
  type PartyId,
  type Said,
} from '../kernel/index.js';
import { type Check } from '../saying/check.js';
import { rejected, waiting } from '../saying/decision.js';
import { refusedAsNoAnswer, refusedAsSaid, refusedAsUnknown } from '../saying/names.js';
import { dayOf, paperAnswered } from '../saying/fact-entries.js';
import { papersNamed } from '../saying/answers.js';
import { type SipFact } from './facts/sip.js';
import { partiesIn, sipFactsOf, type SipFactOf, type StandingSip } from './reading.js';

/** A SIP as its decider sees it: all that stands, whenever it counts from. */
export interface SipSoFar extends StandingSip {
  readonly today: Day;
}

type FactByType = { readonly [T in SipFact['type']]: SipFactOf<T> };
export type SipCheck<T extends SipFact['type'] = SipFact['type']> = Check<FactByType[T], SipSoFar>;

export const isNotAnnulled: SipCheck = (_fact, { annulled }) =>
  annulled ? rejected({ code: 'SubjectAnnulled' }) : null;

/** It begins with the word that it was considered or that the need was seen; what else is said of it waits for that. */
export const isOpened: SipCheck = (_fact, { opening }) => (opening ? null : waiting({ what: 'sip' }));

/** Who may say what a side is to say; a region and its units are one principal. */
export const speaksInSip = (by: PartyId, side: PartyId): boolean =>
  speaksFor(by, side) || (partyKind(by) === 'region' && by === legalPerson(side));

/** What has been said is its author's to correct, whoever takes part by then. */
const isItsAuthors = ({ meta }: Said<SipFact>): boolean => meta.corrects !== undefined;

/** A-023 "om kommunen eller regionen bedömer att den behövs": one of the two opens it; then those who take part in it speak. */
export const isSaidByOneWhoTakesPart: SipCheck = (fact, { facts, opening }) => {
  if (!opening || isItsAuthors(fact)) return null;
  const sides = partiesIn(facts);
  const by = fact.meta.party;
  if (sides.some((side) => speaksInSip(by, side))) return null;
  return rejected({ code: 'NotYourFactToState', by, allowed: sides });
};

/** A SIP is one person's. */
export const isAboutItsPerson: SipCheck<'sip.considered' | 'sip.needIdentified'> = ({ data }, { opening }) =>
  opening && opening.data.personId !== data.personId ? rejected({ code: 'PersonCannotChange' }) : null;

/** The need is seen once: what was said of it is corrected. */
export const isSeenOnce: SipCheck<'sip.needIdentified'> = (_fact, { facts }) =>
  sipFactsOf(facts, 'sip.needIdentified').length > 0 ? rejected({ code: 'AlreadyRegistered' }) : null;

export const isSaidOnce: SipCheck = (fact, { facts }) => refusedAsSaid<SipFact>(fact, facts);
export const knowsWhatItNames: SipCheck = (fact, soFar) => refusedAsUnknown<SipFact>(fact, soFar);
export const answersWhatItNames: SipCheck = (fact, { chains }) => refusedAsNoAnswer<SipFact>(fact, chains);

/**
 * A-052 "SIP processen fortsätter så länge ett behov av samordning": nothing new begins in one that its parties have closed.
 * Nor does a need: whoever discovers one initiates a SIP, with consent and calls of its own. Told of the closed one
 * it would lead to nothing, since nobody can be called any more, and would be judged as begun and over.
 */
export const isBeforeItsEnd: SipCheck = (fact, { facts }) => {
  const closedOn = sipFactsOf(facts, 'sip.closed').at(-1)?.data.on;
  return closedOn !== undefined && dayOf(fact) > closedOn
    ? rejected({ code: 'SipClosed', closedOn, rule: 'A-052' })
    : null;
};

export const isClosedOnce: SipCheck<'sip.closed'> = ({ data }, { facts }) =>
  sipFactsOf(facts, 'sip.closed').length > 0
    ? rejected({ code: 'AlreadySaid', pointer: '/data/on', names: data.on })
    : null;

/** The principal of an internal SIP, which is one (D-016); null of any other. */
const onlyPrincipalOf = ({ facts, opening }: SipSoFar): PartyId | null =>
  opening && sipFactsOf(facts, 'sip.needIdentified').at(-1)?.data.kind === 'internal'
    ? legalPerson(opening.meta.party)
    : null;

const isWithin = (principal: PartyId, party: PartyId): boolean =>
  legalPerson(party) === principal || areOneLegalPerson([party, principal]);

/** D-016 "Intern SIP kan användas…": by the first party that is another principal's. */
function refusedBeyond(soFar: SipSoFar, parties: readonly (readonly [pointer: string, party: PartyId])[]) {
  const principal = onlyPrincipalOf(soFar);
  const beyond = principal === null ? undefined : parties.find(([, party]) => !isWithin(principal, party));
  return beyond && principal
    ? rejected({ code: 'FieldNotAllowedHere', pointer: beyond[0], expected: principal, rule: 'D-016' })
    : null;
}

/** D-016 "Intern SIP kan användas…": it has one principal, so that nobody of another is called. */
export const callsWithinItsPrincipal: SipCheck<'sip.invited'> = ({ data: { invitee } }, soFar) =>
  invitee.party === undefined ? null : refusedBeyond(soFar, [['/data/invitee/party', invitee.party]]);

/** D-016 "Intern SIP kan användas…": nor is anything another's to do. */
export const plansWithinItsPrincipal: SipCheck<'sip.established'> = ({ data }, soFar) =>
  refusedBeyond(soFar, [
    ['/data/overallResponsible', data.overallResponsible],
    ...data.measures.map(({ responsible }, at) => [`/data/measures/${at}/responsible`, responsible] as const),
  ]);

/** D-016 "Intern SIP kan användas…": one in which another has a part already is none. */
export const isInternalToOne: SipCheck<'sip.needIdentified'> = ({ data, meta }, { facts }) => {
  const principal = legalPerson(meta.party);
  const isBeyond = (party: PartyId): boolean => !isWithin(principal, party);
  return data.kind === 'internal' && partiesIn(facts).some(isBeyond)
    ? rejected({ code: 'FieldNotAllowedHere', pointer: '/data/kind', expected: principal, rule: 'D-016' })
    : null;
};

/** Called is a party, or one who is none and is named by role and reference. */
export const callsOne: SipCheck<'sip.invited'> = ({ data: { invitee } }) => {
  const { party, role, ref } = invitee;
  if (party !== undefined)
    return role === undefined && ref === undefined
      ? null
      : rejected({ code: 'FieldNotAllowedHere', pointer: `/data/invitee/${role ? 'role' : 'ref'}`, expected: 'party' });
  const missing = role === undefined ? 'role' : ref === undefined ? 'ref' : undefined;
  return missing === undefined
    ? null
    : rejected({ code: 'FieldRequiredHere', pointer: `/data/invitee/${missing}`, expected: 'party | role, ref' });
};

/** The call that an answer is to, also where it has been taken back. */
function callAnswered(fact: SipFactOf<'sip.invitationAnswered'>, { chains }: SipSoFar) {
  const [call] = papersNamed<SipFact>(chains, paperAnswered(fact) ?? '').map(
    ({ current, original }) => current ?? original,
  );
  return call?.type === 'sip.invited' ? call : null;
}

/** Whose answer it is: the one called, its principal, or the one it was sent on to; of one who is no party, who called. */
function whoMayAnswer(fact: SipFactOf<'sip.invitationAnswered'>, soFar: SipSoFar): readonly PartyId[] {
  const call = callAnswered(fact, soFar);
  if (!call) return [];
  const { party } = call.data.invitee;
  if (party === undefined) return [call.meta.party];
  const sentOn = sipFactsOf(soFar.facts, 'sip.invitationAnswered').flatMap(({ data }) =>
    data.invitationId === fact.data.invitationId && data.redirectTo ? [data.redirectTo] : [],
  );
  return [party, ...sentOn];
}

/** A-049 "Skyldigheten att medverka på SIP-mötet gäller i dessa fall huvudmannen": each answers for itself. */
export const isAnsweredByTheOneCalled: SipCheck<'sip.invitationAnswered'> = (fact, soFar) => {
  if (isItsAuthors(fact)) return null;
  const allowed = whoMayAnswer(fact, soFar);
  const by = fact.meta.party;
  return allowed.some((one) => speaksInSip(by, one))
    ? null
    : rejected({ code: 'NotYourFactToState', by, allowed, rule: 'A-049' });
};

/** A-050 "åligger det huvudmannen att hitta rätt instans/verksamhet": who sends it on says to whom, within the principal. */
export const sendsOnWithinItsPrincipal: SipCheck<'sip.invitationAnswered'> = (fact, soFar) => {
  const { answer, redirectTo } = fact.data;
  const pointer = '/data/redirectTo';
  if (answer === 'accepted')
    return redirectTo === undefined ? null : rejected({ code: 'FieldNotAllowedHere', pointer, expected: 'redirected' });
  const called = callAnswered(fact, soFar)?.data.invitee.party;
  if (called === undefined)
    return rejected({ code: 'FieldNotAllowedHere', pointer: '/data/answer', expected: 'accepted' });
  const refusal = { pointer, expected: legalPerson(called), rule: 'A-050' } as const;
  if (redirectTo === undefined) return rejected({ code: 'FieldRequiredHere', ...refusal });
  return isWithin(legalPerson(called), redirectTo) ? null : rejected({ code: 'FieldNotAllowedHere', ...refusal });
};

/** B-013 "I dokumentationen ska följande ingå: mål, insats/er, ansvar, tid": a time that is still to come when it is made. */
export const isFollowedUpLater: SipCheck<'sip.established'> = ({ data: { establishedOn, followUpOn } }) =>
  followUpOn > establishedOn
    ? null
    : rejected({
        code: 'DateInconsistent',
        pointer: '/data/followUpOn',
        expected: `> ${establishedOn}`,
        rule: 'B-013',
      });

/** The next follow-up comes after this one. */
export const isFollowedUpAgainLater: SipCheck<'sip.followedUp'> = ({ data: { on, nextOn } }) =>
  nextOn === undefined || nextOn > on
    ? null
    : rejected({ code: 'DateInconsistent', pointer: '/data/nextOn', expected: `> ${on}` });
