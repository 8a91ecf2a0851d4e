/** What has happened in the log, in order, for an auditor of everybody: ids, types and times, and nothing of what was said. */
import { reachOf, type Principal } from '#access';
import { wholeNumber, type Form } from '#contracts';
import { mainSubjectOf, subjectText, type Instant, type Uuid } from '#domain';
import { ofSubjects, type EventLog, type Position } from '#event-log';
import { refusal, refuseOtherForm } from '#http';

export const EVENTS_LIMIT_DEFAULT = 100;
const EVENTS_LIMIT_MAX = 1_000;

export const AUDIT_EVENTS_FORMS = {
  limit: wholeNumber(1, EVENTS_LIMIT_MAX, EVENTS_LIMIT_DEFAULT),
} as const satisfies Readonly<Record<string, Form>>;

/** The query as it came. */
export interface AuditEventsAsked {
  readonly after?: string;
  readonly limit?: string;
}

/** An event by its place. */
export interface AuditEvent {
  readonly position: Position;
  readonly eventId: Uuid;
  readonly type: string;
  /** `<kind>/<uuid>`: the stream's own, where several subjects stand in it. */
  readonly subject: string;
  readonly recordedAt: Instant;
}

export interface AuditEvents {
  readonly items: readonly AuditEvent[];
  /** Where the next page begins. */
  readonly next: Position;
}

/**
 * Refuses with `Forbidden` an auditor who may not read of everybody: types tell of people (decision A10); with `BadRequest` what
 * is not in its form.
 */
export async function answerAuditEvents(
  { log }: { readonly log: EventLog },
  { after, limit }: AuditEventsAsked,
  caller: Principal,
): Promise<AuditEvents> {
  if (caller.kind !== 'auditor' || reachOf(caller) !== 'all') throw refusal('Forbidden');
  refuseOtherForm('limit', limit, AUDIT_EVENTS_FORMS.limit);
  const from = after === undefined ? log.start : log.parsePosition(after);
  if (from === undefined)
    throw refusal('BadRequest', { pointer: '/after', expected: 'a position that this hub has given' });
  const { events, next } = await log.readAll(from, { limit: Number(limit ?? EVENTS_LIMIT_DEFAULT) });
  const items = ofSubjects(events).map(({ position, eventId, type, stream, recordedAt }) => ({
    ...{ position, eventId, type, recordedAt },
    subject: subjectText(mainSubjectOf(stream)),
  }));
  return { items, next };
}
