/** Whether what is said to be opened is a notice that was sent. */
import { type Opened } from '../fact/opened.js';
import { type Day, type Said } from '../kernel/index.js';
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

/** Since when whom a notice is to has been told of it: by the first saying, of the last ones in a row, that is to the same. */
export function toldSince<F extends Fact>(
  said: Said<F>,
  chains: readonly Standing<F>[],
  whom: (fact: Said<F>) => string | undefined,
): Day {
  const isIt = ({ meta }: Said<F>): boolean => meta.eventId === said.meta.eventId;
  const chain = chains.find(({ current }) => current !== null && isIt(current));
  const told = chain ? [chain.original, ...chain.corrections] : [said];
  const upTo = told.slice(0, told.findIndex(isIt) + 1);
  const other = upTo.findLastIndex((fact) => whom(fact) !== whom(said));
  return (upTo[other + 1] ?? said).meta.saidOn;
}
