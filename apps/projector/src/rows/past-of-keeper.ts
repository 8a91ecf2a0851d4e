/** The past of the rows, of a keeper of them: apart where that can be, and ended with the keeper. */
import { pastRowsApart, pastRowsHere } from './past-rows.js';
import { type RowKeeper, type RowKeeperOptions } from './row-keeper.port.js';

/** `stopping`: of the keeper. */
export function pastOf(
  { sources, log, fold }: Pick<RowKeeperOptions, 'sources' | 'log' | 'fold'>,
  stopping: AbortSignal,
): RowKeeper['past'] {
  return (question, work) => {
    const ended = { ...work, signal: AbortSignal.any([work.signal, stopping]) };
    return sources ? pastRowsApart(sources, question, ended) : pastRowsHere({ ...fold, log }, question, ended);
  };
}
