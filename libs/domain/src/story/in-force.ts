/** Which agreement judges a placement, or a SIP: the one in force for its kommun, or its opener, on its day. */
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

function isInForceFor(agreement: AgreementState, placingParty: PartyId, day: Day): boolean {
  const { parties, validFrom, validTo } = agreement.registered;
  const superseded = agreement.supersededBy !== undefined && agreement.supersededBy.on <= day;
  return (
    agreement.pack.judgesPlacements &&
    validFrom <= day &&
    day <= validTo &&
    !superseded &&
    parties.some((party) => covers(party, placingParty)) &&
    hasApproved(agreement, placingParty, day) &&
    hasApprovingRegion(agreement, day)
  );
}

/** The agreement in force for the placing party on `day`, the latest valid where several are; null where none is: a gap is a gap (G-16). */
export function agreementInForce(surroundings: Surroundings, placingParty: PartyId, day: Day): JudgingAgreement | null {
  let chosen: AgreementState | undefined;
  for (const agreement of surroundings.agreements) {
    if (!isInForceFor(agreement, placingParty, day)) continue;
    if (chosen && rank(chosen) >= rank(agreement)) continue;
    chosen = agreement;
  }
  if (!chosen) return null;
  const { agreementId, pack } = chosen;
  return { agreementId, state: chosen, pack, settings: settingsIn(chosen) };
}

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
