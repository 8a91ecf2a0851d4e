/** How a follower fares. */
import { type Position } from '#event-log';

/** Faults in a row after which one no longer counts on the follower: some ten seconds. */
const NOT_READY_AFTER_ATTEMPTS = 6;

export type FollowerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'catchingUp' }
  | { readonly kind: 'atHead' }
  /** Another process follows; this one takes over when that one ends. */
  | { readonly kind: 'standby' }
  /** A fault; the same batch is tried again after a pause. */
  | { readonly kind: 'retrying'; readonly error: Error; readonly attempts: number }
  /** Stopped for good: the event after `after` cannot be read or applied. Nothing past it has been. */
  | { readonly kind: 'defect'; readonly error: Error; readonly after: Position }
  | { readonly kind: 'stopped' };

const READY: Readonly<Record<Exclude<FollowerState['kind'], 'retrying'>, boolean>> = {
  starting: false,
  catchingUp: true,
  atHead: true,
  standby: true,
  defect: false,
  stopped: false,
};

export function isReady(state: FollowerState): boolean {
  return state.kind === 'retrying' ? state.attempts < NOT_READY_AFTER_ATTEMPTS : READY[state.kind];
}
