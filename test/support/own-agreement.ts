/** An agreement within one kommun, for specs: it judges no placements, and is heard in its own words. */
import {
  RULE_PACKS,
  type AgreementData,
  type AgreementState,
  type AsSent,
  type PackId,
  type Surroundings,
} from '#domain';
import { asJudged } from './as-judged.js';
import { day, party, uuid } from './case-builder.js';

interface Own {
  readonly label?: string;
  readonly said?: Partial<AsSent<AgreementData['registered']>>;
  /** Who have approved it, each on its first day. */
  readonly approvedBy?: readonly string[];
}

/** Of the socialnämnd and the vårdnämnd of a kommun, 2023 to 2026 unless said, approved by both on its first day. */
export function ownAgreement(
  kommun: string,
  rulePack: PackId,
  { label = 'own', said = {}, approvedBy = [`${kommun}.socialnamnden`, `${kommun}.vardnamnden`] }: Own = {},
): AgreementState {
  const agreementId = uuid(`agreement/${label}`);
  const validFrom = said.validFrom ?? day('2023-01-01');
  return {
    agreementId,
    stream: `agreement-${agreementId}`,
    revision: 2,
    registered: asJudged({
      type: 'agreement.registered',
      data: {
        kind: 'internal',
        title: 'Överenskommelse mellan två förvaltningar',
        parties: [party(`${kommun}.socialnamnden`), party(`${kommun}.vardnamnden`)],
        validFrom,
        validTo: day('2026-12-31'),
        rulePack,
        header: {},
        ...said,
      },
    }).data,
    pack: RULE_PACKS[rulePack][0],
    registeredBy: uuid('event/agreement/own'),
    approvals: approvedBy.map((approving) => ({
      party: party(approving),
      on: validFrom,
      eventId: uuid(`event/approval/${approving}`),
    })),
  };
}

/** Some agreements, and nothing else around. */
export const among = (...agreements: readonly AgreementState[]): Surroundings => ({ agreements, sips: [] });
