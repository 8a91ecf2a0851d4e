/** What the read side is made of: handed in by whoever composes the process. */
import { type AgreementBook, type CaseReader } from '#cases';
import { type Clock, type Keys } from '#contracts';
import { type EventLog } from '#event-log';
import { type RowKeeper } from './rows/row-keeper.js';

export interface ProjectorParts {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'find'>;
  readonly reader: CaseReader;
  readonly book: AgreementBook;
  readonly rows: RowKeeper;
  readonly clock: Clock;
}

/** Injection token of `ProjectorParts`. */
export const PROJECTOR_PARTS = Symbol('ProjectorParts');
