/** What every log must do. Each adapter's spec binds it in three lines; a log that passes may stand in for any other. */
import { type EventLog } from '#event-log';
import { aClosedLog, durable, identity, positions, waitingForMore } from './event-log.positions.contract.js';
import { readingAStream, readingTheWhole } from './event-log.reading.contract.js';
import { type Subject } from './event-log.samples.js';
import { appending, concurrentWriters } from './event-log.writing.contract.js';

/** Makes an empty log of its own for each example; the suite closes it. */
export type MakeLog<Log extends EventLog> = () => Log | Promise<Log>;
/**
 * Opens what the log has put on its disk or server so far, as a new process would after this one's end. A log that
 * lives in memory has none.
 */
export type Reopen<Log extends EventLog> = (log: Log) => EventLog | Promise<EventLog>;

export function anyEventLog<Log extends EventLog>(name: string, make: MakeLog<Log>, reopen?: Reopen<Log>): void {
  describe(`${name}, as any event log`, () => {
    let log: Log;
    beforeEach(async () => {
      log = await make();
    });
    afterEach(async () => {
      await log.close();
    });
    const subject: Subject = () => log;

    describe('appending', () => {
      appending(subject);
    });
    describe('reading a stream', () => {
      readingAStream(subject);
    });
    describe('reading the whole', () => {
      readingTheWhole(subject);
    });
    describe('concurrent writers', () => {
      concurrentWriters(subject);
    });
    describe('the identity', () => {
      identity(subject);
    });
    describe('waiting for more', () => {
      waitingForMore(subject);
    });
    describe('positions', () => {
      positions(subject);
    });
    describe('a closed log', () => {
      aClosedLog(subject);
    });
    if (reopen) {
      describe('what is acknowledged', () => {
        durable(subject, () => reopen(log));
      });
    }
  });
}
