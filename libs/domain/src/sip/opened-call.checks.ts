/** Conditions on the word that a call to a SIP has been opened: which call, by whom, and from which day. */
import { speaksFor, type PartyId } from '../kernel/index.js';
import { rejected } from '../saying/decision.js';
import { dayOf } from '../saying/fact-entries.js';
import { noticesNamed, refusedAsNotSent } from '../saying/opened.js';
import { sipFactsOf, type SipFactOf } from './reading.js';
import { type SipCheck, type SipSoFar } from './sip.checks.js';

type OpenedCheck = SipCheck<'sip.opened'>;

/** The id of a call is the hub's to give, so that who opens it has been told it: nothing is waited for. */
export const opensACall: OpenedCheck = ({ data }, { chains }) => refusedAsNotSent(data, chains, ['sip.invited']);

/** The call as it stands; one that was taken back, as it was sent. */
function callOpened({ data }: SipFactOf<'sip.opened'>, { chains }: SipSoFar): SipFactOf<'sip.invited'> | undefined {
  const calls = noticesNamed(data, chains, ['sip.invited']).map(({ current, original }) => current ?? original);
  return sipFactsOf(calls, 'sip.invited')[0];
}

/** The party that a call is sent to, and those that it has been sent on to; nobody where the one called is no party. */
function calledBy({ data: { invitee, invitationId } }: SipFactOf<'sip.invited'>, { facts }: SipSoFar): PartyId[] {
  const sentOn = sipFactsOf(facts, 'sip.invitationAnswered')
    .filter(({ data }) => data.invitationId === invitationId)
    .map(({ data }) => data.redirectTo);
  return [invitee.party, ...sentOn].filter((one) => one !== undefined);
}

/** A-049 "Skyldigheten att medverka på SIP-mötet gäller i dessa fall huvudmannen": each opens what it was sent, for itself. */
export const isOpenedByTheOneCalled: OpenedCheck = (fact, soFar) => {
  const { party: by, corrects } = fact.meta;
  const call = callOpened(fact, soFar);
  if (corrects !== undefined || !call) return null;
  const allowed = calledBy(call, soFar);
  return allowed.some((one) => speaksFor(by, one))
    ? null
    : rejected({ code: 'NotYourFactToState', by, allowed, rule: 'A-049' });
};

/** Nothing is opened before the day on which it was sent. */
export const isOpenedOnceCalled: OpenedCheck = (fact, soFar) => {
  const call = callOpened(fact, soFar);
  return call && fact.data.on < dayOf(call)
    ? rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `>= ${dayOf(call)}` })
    : null;
};
