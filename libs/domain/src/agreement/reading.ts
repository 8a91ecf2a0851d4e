/** An agreement read as of a day: what is found and set on its own stream is made in it. */
import { addDays, minDay } from '../calendar/index.js';
import { validThrough } from '../story/in-force.js';
import { type AgreementState } from '../saying/case.js';
import { sameSide, type Day, type NameUuid, type PartyId } from '../kernel/index.js';
import { type Causes, type Judging } from '../rules/index.js';

/** It is judged by its own pack; its stream is the one that is read, so that no other is told of. */
export interface AgreementReading extends Judging {
  readonly state: AgreementState;
}

/** The agreement as of a day, with what judges it. */
export function readingOf(state: AgreementState, asOf: Day, name: NameUuid): AgreementReading {
  return { stream: state.stream, asOf, name, ...judgedByItself(state), state };
}

/** What every why about an agreement says of what judges: itself. */
export const judgedByItself = ({ agreementId, pack }: AgreementState): Pick<Judging, 'judgedBy'> => ({
  judgedBy: { agreement: agreementId, rulePackVersion: `${pack.id}@${pack.version}` },
});

/** What every why about an agreement was read from: its registration. */
export const registrationOf = ({ state }: Pick<AgreementReading, 'state'>): Causes => [
  { meta: { eventId: state.registeredBy } },
];

/** The first day on which it is no more: superseded, or its time out. */
export function overOn({ state, asOf }: Pick<AgreementReading, 'state' | 'asOf'>): Day {
  const ended = addDays(validThrough(state, asOf), 1);
  return minDay(ended, state.supersededBy?.on ?? ended);
}

/** The days from which something told of its life counts that sets what is due: ascending, each once. */
export function daysOfCourse({ revisionStarted, course }: AgreementState): readonly Day[] {
  const followUps = (course?.followUps ?? []).map(({ data }) => data.on);
  return [...new Set([...followUps, ...(revisionStarted ? [revisionStarted.on] : [])])].sort();
}

/** Parties of which neither they nor the legal person they belong to has approved by the day. */
export function notApprovedOn(state: AgreementState, day: Day): readonly PartyId[] {
  const approved = state.approvals.filter(({ on }) => on <= day).map(({ party }) => party);
  return state.registered.parties.filter((party) => !approved.some((one) => sameSide(one, party)));
}
