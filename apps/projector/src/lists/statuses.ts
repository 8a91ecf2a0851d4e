/** The statuses by which lists are asked and views answer, each in the order in which OpenAPI has them. */
import { membersOf } from '#contracts';
import { type DeadlineStatus, type DeviationStatus, type findingStatus, type PlacementStatus } from '#domain';

export const PLACEMENT_STATUSES = membersOf<PlacementStatus>({
  ...{ registered: true, decided: true, started: true, ended: true, annulled: true },
});
export const DEVIATION_STATUSES = membersOf<DeviationStatus>({
  ...{ reported: true, investigating: true, actionsDecided: true },
  ...{ closureProposed: true, closed: true, annulled: true },
});
export const DEADLINE_STATUSES = membersOf<DeadlineStatus>({
  open: true,
  met: true,
  overdue: true,
  lapsed: true,
  cancelled: true,
});
export const FINDING_STATUSES = membersOf<ReturnType<typeof findingStatus>>({ open: true, resolved: true });
