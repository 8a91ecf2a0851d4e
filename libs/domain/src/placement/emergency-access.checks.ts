/** Conditions on reading beyond one's grounds in an emergency: by whose word, in which case, and who else may agree to it. */
import { partyKind, type PartyId } from '../kernel/index.js';
import { isOfOneAuthority } from '../saying/disclosing.js';
import { rejected } from '../saying/decision.js';
import { accessesIn, type EmergencyAccess } from '../story/emergency-accesses.js';
import { type CaseCheck, type CaseSoFar } from '../story/so-far.js';
import { type AtWork } from './facts/emergency-access.js';

type OfSomebodyAtWork = CaseCheck<'placement.emergencyAccess' | 'placement.emergencyAccessApproved'>;

/** D-026 "varje nämnd med underlydande förvaltning en myndighet": a kommun without a nämnd is none. */
const isAuthority = (party: PartyId): boolean => partyKind(party) === 'region' || party.includes('.');

/** D-026 "varje nämnd med underlydande förvaltning en myndighet": each for somebody who works there. */
export const isOfOnesOwnAuthority: OfSomebodyAtWork = ({ data, meta }) =>
  data.by.party === meta.party && isAuthority(meta.party)
    ? null
    : rejected({ code: 'NotYourFactToState', by: meta.party, allowed: [data.by.party], rule: 'D-026' });

/** Nobody reads of a placement that nobody has registered; and nothing is waited for, whoever asks. */
export const readsWhatIsThere: CaseCheck = (_fact, { story }) =>
  story.registered ? null : rejected({ code: 'UnknownReference', pointer: '/subject', names: story.placementId });

const accessNamed = (accessId: string, { story }: CaseSoFar): EmergencyAccess | undefined =>
  accessesIn(story.facts).find(({ said }) => said.data.accessId === accessId);

type ApprovalCheck = CaseCheck<'placement.emergencyAccessApproved'>;

/** D-026 "varje nämnd med underlydande förvaltning en myndighet": whose person reads answers for it. */
export const isApprovedByItsAuthority: ApprovalCheck = ({ data, meta }, soFar) => {
  const reader = accessNamed(data.accessId, soFar)?.said.meta.party;
  if (reader === undefined || isOfOneAuthority(reader, meta.party)) return null;
  return rejected({ code: 'NotYourFactToState', by: meta.party, allowed: [reader], rule: 'D-026' });
};

const isTheSame = (one: AtWork, other: AtWork): boolean => one.person === other.person;

/** H-012 "av en annan person vid samma myndighet": where somebody protected is, no one opens to oneself. */
export const isApprovedByASecond: ApprovalCheck = ({ data }, soFar) => {
  const reader = accessNamed(data.accessId, soFar)?.said.data.by;
  if (!reader || !isTheSame(reader, data.by)) return null;
  return rejected({ code: 'SecondPersonNeeded', pointer: '/data/by/person', rule: 'H-012' });
};

/** H-012 "medan den gäller": what is over is not opened any more. */
export const isApprovedWhileItHolds: ApprovalCheck = ({ data, meta }, soFar) => {
  const until = accessNamed(data.accessId, soFar)?.until;
  if (until === undefined || meta.time < until) return null;
  return rejected({ code: 'EmergencyAccessOver', until, rule: 'H-012' });
};

/** H-013 "granskas av den nämnd som placerar": a review is of what has been read, so not of before it. */
export const isReviewedAfterwards: CaseCheck<'placement.emergencyAccessReviewed'> = ({ data }, soFar) => {
  const access = accessNamed(data.accessId, soFar)?.said;
  if (!access || data.on >= access.meta.saidOn) return null;
  return rejected({ code: 'DateInconsistent', pointer: '/data/on', expected: `≥ ${access.meta.saidOn}` });
};
