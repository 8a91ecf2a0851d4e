/**
 * A process to be killed: many writers append to a log, and each acknowledgement is told on standard output before
 * the next append. Run built: `node appender.js <path> <durable|careless>`; `careless` commits without syncing.
 */
import { writeSync } from 'node:fs';
import { type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { type EventToAppend, LogUnavailable, NO_STREAM, openSqliteLog, type SqliteEventLog } from '#event-log';
import { eventWriter } from '../../libs/event-log/src/event-writer.sqlite.js';
import { openForWriting, takeOver } from '../../libs/event-log/src/schema.sqlite.js';

const WRITERS = 16;
const BODY_BYTES = 1_000;
const [path = '', mode] = process.argv.slice(2);

type Append = SqliteEventLog['append'];

/** The log's own writing with the one thing taken away that makes it durable. */
function carelessly(): Append {
  const db = openForWriting(path);
  db.pragma('synchronous = NORMAL');
  const writer = eventWriter(db, takeOver(db));
  return (stream, toAppend, expectedRevision) =>
    new Promise((resolve, reject) => {
      const [outcome] = writer.commit([{ stream, toAppend, expectedRevision, events: 1, bytes: BODY_BYTES }]);
      if (outcome && 'done' in outcome) setImmediate(resolve, outcome.done);
      else reject(outcome?.failed ?? new Error('no outcome'));
    });
}

function event(text: string): EventToAppend {
  return {
    eventId: '0d4ac8a2-7a5a-5e0c-8d38-1f5c6d5b7f10' as Uuid,
    type: 'se.hvbhub.placement.started.v1',
    recordedAt: '2026-01-15T08:00:00.000Z' as Instant,
    body: Buffer.from(text.padEnd(BODY_BYTES)),
  };
}

const PAUSE_MS = 1;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Says it before anything else happens: a promise that is not told at once could not be held against the log. */
function say(line: string): void {
  try {
    writeSync(1, `${line}\n`);
  } catch (error) {
    // The reader is slower than the log: the pipe is full.
    if ((error as { code?: unknown }).code !== 'EAGAIN') throw error;
    Atomics.wait(pause, 0, 0, PAUSE_MS);
    say(line);
  }
}

async function write(append: Append, stream: StreamName, from: number): Promise<never> {
  for (let revision = from; ; revision += 1) {
    await append(stream, [event(`${stream} ${revision}`)], revision - 1);
    say(`${stream} ${revision}`);
  }
}

const log = mode === 'careless' ? undefined : openSqliteLog({ path });
const append: Append = log ? (...all) => log.append(...all) : carelessly();
const streams = Array.from({ length: WRITERS }, (_, writer) => `case-${writer}` as StreamName);
const readAll = () => Promise.all(streams.map((stream) => log?.readStream(stream) ?? Promise.resolve([])));
const tails = (await readAll()).map((events) => events.at(-1)?.revision ?? NO_STREAM);
say('ready');
try {
  await Promise.all(streams.map((stream, writer) => write(append, stream, (tails[writer] ?? NO_STREAM) + 1)));
} catch (error) {
  if (!(error instanceof LogUnavailable)) throw error;
  // The disk is full: what was acknowledged can still be read.
  say(`unavailable ${(await readAll()).flat().length}`);
  process.exit(0);
}
