/** What the views answer: an assessment in the shapes of the API, with each status as of the day that was asked about. */
import { wireType } from '#contracts';
import {
  actorOf,
  deadlineStatus,
  escalatesFrom,
  findingStatus,
  metOnTime,
  type Day,
  type Deadline,
  type Finding,
  type Uuid,
} from '#domain';

/**
 * A deadline as shown: `onTime` stands beside every `metOn` that has come by the day; `actor` is whose act is due where it is
 * no party's, and from `escalationFrom` another may be asked.
 */
export function deadlineAnswer(deadline: Deadline, asOf: Day, placementId?: Uuid): Readonly<Record<string, unknown>> {
  const { fromBirthDate: _sealedAtRest, metOn, cancelledOn, ceasedOn: _notShown, lapsedOn, ...dates } = deadline;
  const status = deadlineStatus(deadline, asOf);
  const actor = actorOf(deadline);
  const escalationFrom = escalatesFrom(deadline);
  return {
    ...dates,
    ...(actor === undefined ? {} : { actor }),
    ...(escalationFrom === undefined ? {} : { escalationFrom }),
    ...(placementId === undefined ? {} : { placementId }),
    status,
    ...(status === 'met' ? { metOn, onTime: metOnTime(deadline) } : {}),
    ...(status === 'cancelled' ? { cancelledOn } : {}),
    ...(status === 'lapsed' ? { lapsedOn } : {}),
  };
}

/** What of a finding is shown whether it is open or resolved. */
type AlwaysShown = Exclude<keyof Finding, 'fromBirthDate' | 'resolvedOn' | 'waitsFor' | 'answerWith'>;

/** A finding as shown, of `subject` where that is not told beside it: whom it waits for, and with what, only while it is open. */
export function findingAnswer(finding: Finding, asOf: Day, subject?: string): Readonly<Record<string, unknown>> {
  const { findingId, rule, severity, parties, raisedOn, message_sv, message_en, why } = finding;
  const { resolvedOn, waitsFor, answerWith } = finding;
  const status = findingStatus(finding, asOf);
  // Named one by one: to copy all but some takes longer than all else here. What is sealed at rest is not among them.
  const shown: Record<AlwaysShown | 'subject' | 'status', unknown> = {
    findingId,
    rule,
    severity,
    parties,
    raisedOn,
    message_sv,
    message_en,
    why,
    subject,
    status,
  };
  if (status === 'resolved') return { ...shown, resolvedOn };
  return waitsFor && answerWith ? { ...shown, waitsFor, answerWith: answerWith.map((type) => wireType(type)) } : shown;
}
