/** Which agreement judges a placement, or a SIP: the one in force for its kommun, or its opener, on its day. */
import { addMonths } from '../calendar/index.js';
import { covers, partyKind, type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type AgreementState, type Surroundings } from '../saying/case.js';
import { type Why } from '../rules/index.js';
import { type PackSettings, type RulePack } from '../agreement/facts/pack.js';

export interface JudgingAgreement {
  readonly agreementId: Uuid;
  readonly state: AgreementState;
  readonly pack: RulePack;
  /** The pack's settings with the agreement's single overrides. */
  readonly settings: PackSettings;
}

/** True where `party`, or the kommun that it is a nämnd of, has approved by `day`: an agreement binds from its own approval. */
function hasApproved(agreement: AgreementState, party: PartyId, day: Day): boolean {
  return agreement.approvals.some((approval) => covers(approval.party, party) && approval.on <= day);
}

function hasApprovingRegion(agreement: AgreementState, day: Day): boolean {
  return agreement.approvals.some(({ party, on }) => partyKind(party) === 'region' && on <= day);
}

/** For whom and on which day it is asked what is in force, and among which agreements. */
interface Asked extends Pick<Surroundings, 'agreements'> {
  readonly party: PartyId;
  readonly day: Day;
}

const isInForceFor = (agreement: AgreementState, asked: Asked): boolean =>
  agreement.pack.judgesPlacements && hasApprovingRegion(agreement, asked.day) && isValidFor(agreement, asked);

/** Valid on the day, of the party and approved by it, and with no other in its place. */
function isValidFor(agreement: AgreementState, asked: Asked): boolean {
  const { party, day } = asked;
  const { parties, validFrom } = agreement.registered;
  return (
    validFrom <= day &&
    day <= validThrough(agreement, day) &&
    parties.some((one) => covers(one, party)) &&
    hasApproved(agreement, party, day) &&
    !isSuperseded(agreement, asked)
  );
}

/** By a party's word, for all; or for one by another agreement that it has approved. */
function isSuperseded(agreement: AgreementState, { agreements, ...asked }: Asked): boolean {
  if (agreement.supersededBy && agreement.supersededBy.on <= asked.day) return true;
  return agreements.some((newer) => takesThePlaceOf(agreement, newer, asked));
}

/**
 * A-127 "förlängs… automatiskt med 12 månader": the last day of an agreement's validity, as it is on a day: so many months
 * later as its pack says where its revision has begun by its end; once, for it says nothing of another time.
 */
export function validThrough(
  { pack, registered: { validTo }, revisionStarted }: Pick<AgreementState, 'pack' | 'registered' | 'revisionStarted'>,
  asOf: Day,
): Day {
  const months = pack.course.extensionMonths.value;
  if (months === null || !revisionStarted) return validTo;
  return revisionStarted.on <= asOf && revisionStarted.on <= validTo ? addMonths(validTo, months) : validTo;
}

/**
 * Whether another agreement has taken an agreement's place for a party: one that says it supersedes it, from the party's own
 * approval of it and its first day. Once approved by the old one's end, it also bars that from being extended:
 * for that party, not for those who have not approved it.
 */
function takesThePlaceOf(
  old: AgreementState,
  newer: AgreementState,
  { party, day }: Pick<Asked, 'party' | 'day'>,
): boolean {
  const { supersedes, validFrom } = newer.registered;
  if (supersedes !== old.agreementId || rank(newer) <= rank(old) || !hasApproved(newer, party, day)) return false;
  const { validTo } = old.registered;
  return validFrom <= day || (day > validTo && hasApproved(newer, party, validTo));
}

/** The agreement in force for the placing party on `day`, the latest valid where several are; null where none is: a gap is a gap (G-16). */
export function agreementInForce(surroundings: Surroundings, placingParty: PartyId, day: Day): JudgingAgreement | null {
  let chosen: AgreementState | undefined;
  for (const agreement of surroundings.agreements) {
    if (!isInForceFor(agreement, { party: placingParty, day, agreements: surroundings.agreements })) continue;
    if (chosen && rank(chosen) >= rank(agreement)) continue;
    chosen = agreement;
  }
  if (!chosen) return null;
  const { agreementId, pack } = chosen;
  return { agreementId, state: chosen, pack, settings: settingsIn(chosen) };
}

/**
 * The agreement in whose words something is told of a party on a day, also where it judges no placements: the one in force, else
 * the latest that the party has approved and that is valid; null where there is none.
 */
export function agreementHeard(surroundings: Surroundings, party: PartyId, day: Day): AgreementState | null {
  const { agreements } = surroundings;
  const inForce = agreementInForce(surroundings, party, day)?.state;
  return inForce ?? latestOf(agreements.filter((one) => isValidFor(one, { party, day, agreements })));
}

/** The latest agreement that a party has a part in, valid or not; one of placements before any other, null where it has none. */
export function agreementOf({ agreements }: Surroundings, party: PartyId): AgreementState | null {
  const own = agreements.filter(({ registered }) => registered.parties.some((one) => covers(one, party)));
  return latestOf(own.filter(({ pack }) => pack.judgesPlacements)) ?? latestOf(own);
}

const latestOf = (agreements: readonly AgreementState[]): AgreementState | null =>
  agreements.reduce<AgreementState | null>((last, one) => (last && rank(last) >= rank(one) ? last : one), null);

/** The pack's settings with the agreement's single overrides. */
export const settingsIn = ({ pack, registered }: Pick<AgreementState, 'pack' | 'registered'>): PackSettings => ({
  ...pack.settings,
  ...registered.settings,
});

const rank = (agreement: AgreementState): string => `${agreement.registered.validFrom} ${agreement.agreementId}`;

/** What every why says of the agreement that judges, the version of its pack and how far it was read; nulls where none does. */
export function judgedUnder(
  agreement: JudgingAgreement | null,
): Pick<Why, 'agreement' | 'rulePackVersion' | 'readFrom'> {
  if (!agreement) return { agreement: null, rulePackVersion: null };
  const { agreementId, pack, state } = agreement;
  const readFrom = [{ stream: state.stream, revision: state.revision }];
  return { agreement: agreementId, rulePackVersion: `${pack.id}@${pack.version}`, readFrom };
}
