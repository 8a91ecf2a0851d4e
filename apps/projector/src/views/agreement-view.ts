/** The agreements between the parties, as of a day: who has approved, what is in force, which pack judges. */
import { type Principal } from '#access';
import { assessAgreement, type AgreementAssessment } from '#domain';
import { type ProjectorParts } from '../projector.options.js';
import { type ViewAnswer } from './case-view.js';
import { nameOfThings } from './names.js';
import { readingOf } from './reading-question.js';
import { maySeeAgreement } from './subject-view.js';

/** The agreements that one is a party of; an auditor sees all. Titles are free text and so left out. */
export async function answerAgreements(
  parts: ProjectorParts,
  asked: { readonly asOf?: string; readonly knownAt?: string },
  caller: Principal,
): Promise<ViewAnswer> {
  const reading = await readingOf(parts.log, asked, parts.clock.today());
  const { surroundings } = await parts.book.at(reading.upTo);
  const body = surroundings.agreements
    .filter((state) => maySeeAgreement(caller, state))
    .map((state) => {
      const { kind, parties, validFrom, validTo, rulePack, settings } = state.registered;
      const { status, missingApprovals }: AgreementAssessment = assessAgreement(state, reading.asOf, nameOfThings);
      const approvals = state.approvals.map(({ party, on }) => ({ party, on }));
      return {
        ...{
          agreementId: state.agreementId,
          kind,
          parties,
          validFrom,
          validTo,
          rulePack,
          status,
          approvals,
          missingApprovals,
        },
        ...(settings ? { settings } : {}),
      };
    });
  return { body, asOfPosition: reading.upTo };
}
