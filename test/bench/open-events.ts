/** What it costs to open a stored event to assess: real cases as a hub writes them, decoded over and over in memory. */
import { memoryKeys } from '#access';
import { decodeEvent, nameUuid } from '#cases';
import { type StreamKeys } from '#contracts';
import { streamNamed, type Controller } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { EVENTS_PER_CASE, keysFor } from './big-log.js';
import { caseOf, KOMMUN } from './cases.js';
import { storedCase } from './stored-case.js';

const CASES = 200;
const FIRST_SEED = 5_000;
const ROUNDS = 12;
const WARM_UP = 6;
const READS_PER_ROUND = 4;

interface Opening {
  readonly keys: StreamKeys;
  readonly events: readonly RecordedEvent[];
}

const store = memoryKeys();
const name = nameUuid();

async function caseToOpen(seed: number): Promise<Opening> {
  const told = caseOf(seed);
  const stream = streamNamed('case', told.placementId);
  const keys = await keysFor(store, stream, told.placementId);
  const storing = { keys, keeper: KOMMUN as Controller, surroundings: { agreements: [], sips: [] }, name };
  const { parts } = storedCase(stream, told, storing, EVENTS_PER_CASE);
  const events = parts
    .flatMap((part) => part.events)
    .map((event, revision) => ({ ...event, stream, revision, position: '0' as Position }));
  return { keys, events };
}

const cases = await Promise.all(Array.from({ length: CASES }, (_, index) => caseToOpen(FIRST_SEED + index)));
const all = cases.flatMap(({ events }) => events);
const bytes = all.reduce((sum, { body }) => sum + body.length, 0) / all.length;
const rounds: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const before = process.cpuUsage();
  for (let read = 0; read < READS_PER_ROUND; read++)
    for (const { keys, events } of cases) for (const event of events) decodeEvent(event, keys, 'assess');
  const { user, system } = process.cpuUsage(before);
  if (round >= WARM_UP) rounds.push((user + system) / (all.length * READS_PER_ROUND));
}
const middle = rounds.sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
process.stdout.write(`${all.length} events of ${bytes.toFixed(0)} bytes: ${middle.toFixed(2)} µs CPU to open one\n`);
