/** The trace of what carried an event, a request or a record: it becomes the event's where it has none of its own. */
import { isTraceparent } from './envelope.attributes.js';

export const TRACEPARENT = 'traceparent';

/**
 * The event, as JSON, with the carrier's `traceparent` where it has none. One that is not valid is as if it were not there,
 * as W3C Trace Context has it: it is the carrier's and not the event's. What is no object stays as it is.
 */
export function withTrace(event: unknown, traceparent: string | undefined): unknown {
  if (traceparent === undefined || !isTraceparent(traceparent)) return event;
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event;
  // An attribute that is null is one that is not set.
  const own = (event as { readonly traceparent?: unknown }).traceparent ?? undefined;
  return own === undefined ? { ...event, traceparent } : event;
}
