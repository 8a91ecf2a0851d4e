/** Events of 1,018 bytes of JSON, the size that the limits are told for, and logs full of them. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StreamName } from '#contracts';
import { type Instant } from '#domain';
import { openSqliteLog, type EventLog, type EventToAppend } from '#event-log';
import { caseOf } from './cases.js';
import { seeded } from './seeded.js';

export const BYTES_PER_EVENT = 1_018;
const EVENTS_PER_STREAM = 25;
const BATCH = 500;
/** Bodies to draw from: enough that no parser learns them by heart. */
const BODIES = 2_000;

/** A registration as it came, made as long as the limits say by its last goal. */
function bodyOf(seed: number): Uint8Array {
  const event = caseOf(seed).acts[0]?.[0];
  if (!event) throw new Error('a case begins with its registration');
  const data = event.data as { goals: string[] };
  const short = Buffer.byteLength(JSON.stringify(event));
  data.goals.push('x'.repeat(BYTES_PER_EVENT - short - ',""'.length));
  return Buffer.from(JSON.stringify(event));
}

let bodies: readonly Uint8Array[] | undefined;

/** Different bodies, each of `BYTES_PER_EVENT` bytes. */
export function plainBodies(): readonly Uint8Array[] {
  bodies ??= Array.from({ length: BODIES }, (_, seed) => bodyOf(seed));
  return bodies;
}

const ids = seeded(7);
/** Drawing ids costs more than an append: they are drawn before. */
const eventIds = Array.from({ length: 4_096 }, () => ids.uuid());

export function plainEvent(index: number): EventToAppend {
  const own = plainBodies();
  return {
    eventId: eventIds[index % eventIds.length] as EventToAppend['eventId'],
    type: `se.hvbhub.placement.kind${index % 12}.v1`,
    recordedAt: new Date(Date.UTC(2025, 7, 1) + index).toISOString() as Instant,
    body: own[index % own.length] ?? new Uint8Array(),
  };
}

/** A stream by its number, no two runs' alike. */
export function plainStream(run: number | string, index: number): StreamName {
  return `case-${run}-${index}` as StreamName;
}

/** Appends events `from` to `to` in streams of 25, many appends at once. */
export async function appendPlain(log: EventLog, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH * EVENTS_PER_STREAM) {
    const appends: Promise<unknown>[] = [];
    for (let at = first; at < Math.min(to, first + BATCH * EVENTS_PER_STREAM); at += EVENTS_PER_STREAM) {
      const count = Math.min(EVENTS_PER_STREAM, to - at);
      const events = Array.from({ length: count }, (_, index) => plainEvent(at + index));
      appends.push(log.append(plainStream('p', at), events, -1));
    }
    await Promise.all(appends);
  }
}

/** The path of a log of so many events; made, or found as an earlier run left it. */
export async function plainLog(folder: string, events: number): Promise<string> {
  const path = join(folder, 'log.db');
  const noted = join(folder, 'whole');
  if (existsSync(noted)) return path;
  const log = openSqliteLog({ path });
  log.assertDurable();
  await appendPlain(log, Number(await log.head()), events);
  await log.close();
  writeFileSync(noted, String(events));
  return path;
}
