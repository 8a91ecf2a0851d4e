/** What the views answer: an assessment in the shapes of the API, with each status as of the day that was asked about. */
import { deadlineStatus, findingStatus, metOnTime, type Day, type Deadline, type Finding, type Uuid } from '#domain';

/** A deadline as shown: `onTime` stands beside every `metOn` that has come by the day. */
export function deadlineAnswer(deadline: Deadline, asOf: Day, placementId?: Uuid): Readonly<Record<string, unknown>> {
  const { fromBirthDate: _sealedAtRest, metOn, cancelledOn, ceasedOn: _notShown, lapsedOn, ...dates } = deadline;
  const status = deadlineStatus(deadline, asOf);
  return {
    ...dates,
    ...(placementId === undefined ? {} : { placementId }),
    status,
    ...(status === 'met' ? { metOn, onTime: metOnTime(deadline) } : {}),
    ...(status === 'cancelled' ? { cancelledOn } : {}),
    ...(status === 'lapsed' ? { lapsedOn } : {}),
  };
}

/** A finding as shown, of `subject`. */
export function findingAnswer(finding: Finding, asOf: Day, subject: string): Readonly<Record<string, unknown>> {
  const { fromBirthDate: _sealedAtRest, resolvedOn, ...rest } = finding;
  const status = findingStatus(finding, asOf);
  return { ...rest, subject, status, ...(status === 'resolved' ? { resolvedOn } : {}) };
}
