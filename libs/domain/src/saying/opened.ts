/** Whether what is said to be opened is a notice that was sent. */
import { type Opened } from '../fact/opened.js';
import { type Fact } from './case.js';
import { rejected, type Decision } from './decision.js';
import { type Standing } from './effective.js';

/** The messages of some types among which the event is, as it was told or corrected; what was taken back was sent too. */
export const noticesNamed = <F extends Fact>(
  { eventId }: Pick<Opened, 'eventId'>,
  chains: readonly Standing<F>[],
  types: readonly F['type'][],
): readonly Standing<F>[] =>
  chains.filter(
    (chain) =>
      types.includes(chain.original.type) &&
      [chain.original, ...chain.corrections].some(({ meta }) => meta.eventId === eventId),
  );

/** What was opened has been sent: else the refusal. */
export const refusedAsNotSent = <F extends Fact>(
  { eventId }: Pick<Opened, 'eventId'>,
  chains: readonly Standing<F>[],
  types: readonly F['type'][],
): Decision | null =>
  noticesNamed({ eventId }, chains, types).length > 0
    ? null
    : rejected({ code: 'UnknownReference', pointer: '/data/eventId', names: eventId });
