/** What the read side is made of: handed in by whoever composes the process. */
import { type AgreementBook, type CaseReader } from '#cases';
import { type Clock, type Keys } from '#contracts';
import { type EventLog } from '#event-log';
import { type FeedsOptions } from './feed/keep-feeds.js';
import { type RowKeeper } from './rows/row-keeper.port.js';

export interface ProjectorParts {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'find'>;
  readonly reader: CaseReader;
  readonly book: AgreementBook;
  readonly rows: RowKeeper;
  readonly clock: Clock;
  /** Where parties are told over Kafka, too. The broker is closed by who opened it. */
  readonly kafka?: Pick<FeedsOptions, 'broker' | 'checkpoint' | 'lease'> | undefined;
}

/** Injection token of `ProjectorParts`. */
export const PROJECTOR_PARTS = Symbol('ProjectorParts');
/** Injection token of the `Feeds` on Kafka. */
export const FEEDS = Symbol('Feeds');
