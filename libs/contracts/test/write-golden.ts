/** Writes golden files for stored types that have none yet. What is written once is never written again: see `golden/`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, type Uuid } from '#domain/facts';
import { decodeStored, encodeDerived, encodeFact, readMessage, type StoredEvent, wireType } from '#contracts';
import { SAMPLE_DERIVED } from './derived-samples.js';
import { fixedKey } from './fixed-key.js';
import { type FactType } from '../src/message-types.js';
import { SAMPLE_DATA, sampleEvent } from './samples.js';

const KEY_FILL = 7;
const key = fixedKey(KEY_FILL);
const eventId = '0000000f-0000-5000-8000-00000000000f' as Uuid;
const recordedAt = '2026-01-14T23:30:01.000Z' as Instant;
const [directory = 'libs/contracts/test/golden/v1'] = process.argv.slice(2);
mkdirSync(directory, { recursive: true });

function write(name: string, event: StoredEvent, sent?: unknown): void {
  const file = join(directory, `${name}.json`);
  if (existsSync(file)) return;
  const { body, ...row } = event;
  const golden = {
    keyFill: KEY_FILL,
    ...(sent === undefined ? {} : { sent }),
    row,
    body: Buffer.from(body).toString('utf8'),
    assess: decodeStored(event, key, 'assess'),
    show: decodeStored(event, key, 'show'),
    erased: decodeStored(event, 'erased', 'show'),
  };
  writeFileSync(file, `${JSON.stringify(golden, null, 2)}\n`);
}

for (const type of Object.keys(SAMPLE_DATA) as FactType[]) {
  const sent = sampleEvent(type);
  const read = readMessage(sent);
  if (!read.ok) throw new Error(`${type}: ${read.problem.code} ${read.problem.pointer ?? ''}`);
  const { stream, envelope } = read.message;
  const body = encodeFact(read.message, eventId, key);
  write(type, { stream, revision: 0, type: envelope.type, eventId, recordedAt, body }, sent);
}

for (const derived of SAMPLE_DERIVED) {
  const body = encodeDerived(derived, key);
  const row = { stream: `case-${eventId}`, revision: 1, type: wireType(derived.type), eventId, recordedAt } as const;
  write(derived.type, { ...row, body });
}
