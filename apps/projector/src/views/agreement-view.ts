/** The agreements between the parties, as of a day: who has approved, what is in force, which pack judges. */
import { type Principal } from '#access';
import { agreementViewOn, assessAgreement, legalPerson, type AgreementState, type Day } from '#domain';
import { type ProjectorParts } from '../projector.options.js';
import { maySeeAgreement, termsShown } from './agreement-shown.js';
import { nameOfThings } from './names.js';
import { readingOf, type AskedOf } from './reading-question.js';
import { type ViewAnswer } from './stream-view.js';

/** The agreements that one is a party of; an auditor sees all. Titles are free text and so left out. */
export async function answerAgreements(parts: ProjectorParts, asked: AskedOf, caller: Principal): Promise<ViewAnswer> {
  const { asOf, upTo } = await readingOf(parts.log, asked, parts.clock.today());
  const names = caller.kind === 'party' ? [legalPerson(caller.party)] : { allOf: 'agreement' as const };
  const { surroundings } = await parts.bearing.at(names, upTo);
  const head = await parts.bearing.at(names, await parts.log.head());
  const registeredNow = new Map(
    head.surroundings.agreements.map(({ agreementId, registered }) => [agreementId, registered]),
  );
  const body = surroundings.agreements
    .filter(({ agreementId, registered }) => maySeeAgreement(caller, registeredNow.get(agreementId) ?? registered))
    .map((state) => agreementAnswer(state, asOf));
  return { body, asOfPosition: upTo };
}

function agreementAnswer(state: AgreementState, asOf: Day): Readonly<Record<string, unknown>> {
  const { agreementId, registered } = state;
  const view = agreementViewOn(state, assessAgreement(state, asOf, nameOfThings));
  const { status, validThrough, approvals, missingApprovals } = view;
  return { agreementId, ...termsShown(registered), status, validThrough, approvals, missingApprovals };
}
