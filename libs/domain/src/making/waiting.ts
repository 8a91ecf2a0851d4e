/** What waits for somebody's word in a stream on a day: neither a deadline nor a finding, but what another has laid before them. */
import { type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type Judging } from '../rules/index.js';
import { distinctParties, named } from './finding.js';
import { type WAITING_LAW } from './waiting-law.data.js';

export type WaitingKind = keyof typeof WAITING_LAW;

export interface Waiting {
  /** The same for ever, as of a deadline: by stream, kind and key. */
  readonly waitingId: Uuid;
  readonly what: WaitingKind;
  /** What the answer is told of: `costAllocation/<uuid>`. */
  readonly subject: string;
  readonly waitsFor: readonly PartyId[];
  readonly since: Day;
  /** The last day on which an answer is in time, where there is one. */
  readonly dueOn?: Day;
}

/** What is laid before some. */
interface Laid extends Omit<Waiting, 'waitingId' | 'dueOn'> {
  /** Sets it apart from others of its kind in the stream: ids that the parties gave, never a date. None where there is one at most. */
  readonly key?: string;
  readonly dueOn?: Day | undefined;
}

/** What waits, with its id; nothing where nobody is waited for. */
export function waitingOf(judging: Judging, { key, dueOn, ...laid }: Laid): readonly Waiting[] {
  const waitsFor = distinctParties(laid.waitsFor);
  if (waitsFor.length === 0) return [];
  const waitingId = judging.name(judging.stream, 'waiting', named(laid.what, key));
  return [{ waitingId, ...laid, waitsFor, ...(dueOn === undefined ? {} : { dueOn }) }];
}
