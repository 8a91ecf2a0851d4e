/** A handover between regions in the shape of the API, with its status as of the day that was asked about. */
import { actingOn, fieldsOf, handoverStatus, type Day, type FieldClass, type HandoverView, type Uuid } from '#domain';

/** Null before it has been started. What lies ahead of the day is left out. */
export function handoverAnswer(
  view: HandoverView,
  asOf: Day,
  placementId: Uuid,
): Readonly<Record<string, unknown>> | null {
  const { acting, opened, withdrawnBecause, withdrawnOn, ...shown } = view;
  if (view.initiatedOn > asOf) return null;
  return {
    ...shown,
    opened: opened.filter(({ on }) => on <= asOf),
    ...(withdrawnOn !== undefined && withdrawnOn <= asOf ? { withdrawnOn, withdrawnBecause } : {}),
    placementId,
    status: handoverStatus(view, asOf),
    actingResponsible: actingOn(acting, asOf),
  };
}

/** What each member of it tells. */
export const HANDOVER_FIELDS: readonly FieldClass[] = [
  ...fieldsOf('handovers'),
  { pointer: '/placementId', disclosure: 'routing' },
  { pointer: '/status', disclosure: 'case' },
  { pointer: '/actingResponsible', disclosure: 'case' },
];
