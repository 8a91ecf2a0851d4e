/** An agreement read as of a day: what is found and set on its own stream is made in it. */
import { type AgreementState } from '../saying/case.js';
import { sameSide, type Day, type NameUuid, type PartyId } from '../kernel/index.js';
import { type Causes, type Judging } from '../rules/index.js';

/** It is judged by its own pack; its stream is the one that is read, so that no other is told of. */
export interface AgreementReading extends Judging {
  readonly state: AgreementState;
}

/** The agreement as of a day, with what judges it. */
export function readingOf(state: AgreementState, asOf: Day, name: NameUuid): AgreementReading {
  const { pack } = state;
  const judgedBy = { agreement: state.agreementId, rulePackVersion: `${pack.id}@${pack.version}` };
  return { stream: state.stream, asOf, name, judgedBy, state };
}

/** What every why about an agreement was read from: its registration. */
export const registrationOf = ({ state }: AgreementReading): Causes => [{ meta: { eventId: state.registeredBy } }];

/** Parties of which neither they nor the legal person they belong to has approved by the day. */
export function notApprovedOn(state: AgreementState, day: Day): readonly PartyId[] {
  const approved = state.approvals.filter(({ on }) => on <= day).map(({ party }) => party);
  return state.registered.parties.filter((party) => !approved.some((one) => sameSide(one, party)));
}
