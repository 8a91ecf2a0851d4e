/** Which log it is: an id made with the log, kept by everything that was made from it or beside it. */
import { type Brand } from '#domain/facts';

/** A uuid. Two logs never have the same; a copy of a log has the same as what it was copied from. */
export type LogId = Brand<'LogId'>;

/** Something belongs to another log than the one that is open: nothing is answered from it and nothing is written beside it. */
export class OfAnotherLog extends Error {
  override readonly name = 'OfAnotherLog';
  /** `what`: a file, a schema or a follower's result. */
  constructor(
    readonly what: string,
    reason: string,
  ) {
    super(`${what} is of another log: ${reason}`);
  }
}
