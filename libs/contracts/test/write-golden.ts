/** Writes golden files for stored types that have none yet. What is written once is never written again: see `golden/`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { controllerOf, type Controller, type Instant, type Uuid } from '#domain/facts';
import {
  contentHashOf,
  decodeStored,
  encodeDerived,
  encodeErasure,
  readMessage,
  type Sealing,
  type StoredEvent,
  type StreamKeys,
  wireType,
  writeFact,
} from '#contracts';
import { SAMPLE_DERIVED } from './derived-samples.js';
import { fixedKey } from './fixed-key.js';
import { type FactType } from '../src/message-types.js';
import { STORED_VERSION } from '../src/stored-body.js';
import { ERASED_TYPES } from '../src/stored-derived.js';
import { idOf, subjectKindOf } from '../src/streams.js';
import { SAMPLE_DATA, sampleEvent } from './samples.js';

const KEY_FILL = 7;
const key = fixedKey(KEY_FILL);
const KOMMUN = 'kommun-2080.socialnamnden' as Controller;
const eventId = '0000000f-0000-5000-8000-00000000000f' as Uuid;
const recordedAt = '2026-01-14T23:30:01.000Z' as Instant;
const [directory = `libs/contracts/test/golden/v${STORED_VERSION}`] = process.argv.slice(2);
mkdirSync(directory, { recursive: true });

const sealedBy = (owner: Controller): Sealing => ({ owner, key, isFirst: true });

interface Written {
  readonly event: StoredEvent;
  readonly owner: Controller;
  readonly sent?: unknown;
}

function write(name: string, { event, owner, sent }: Written): void {
  const file = join(directory, `${name}.json`);
  if (existsSync(file)) return;
  const { body, ...row } = event;
  const keys: StreamKeys = new Map([[owner, key]]);
  const golden = {
    keyFill: KEY_FILL,
    owner,
    ...(sent === undefined ? {} : { sent }),
    row,
    body: Buffer.from(body).toString('utf8'),
    assess: decodeStored(event, keys, 'assess'),
    show: decodeStored(event, keys, 'show'),
    erased: decodeStored(event, new Map([[owner, 'erased']]), 'show'),
  };
  writeFileSync(file, `${JSON.stringify(golden, null, 2)}\n`);
}

/** A form that its type has taken since its first file was written: that stays as it was, and the new one stands beside it. */
const LATER_FORMS: Readonly<Partial<Record<FactType, string>>> = { 'placement.decided': 'assessed' };

for (const type of Object.keys(SAMPLE_DATA) as FactType[]) {
  const sent = sampleEvent(type);
  const read = readMessage(sent);
  if (!read.ok) throw new Error(`${type}: ${read.problem.code} ${read.problem.pointer ?? ''}`);
  const { stream, envelope } = read.message;
  const owner = controllerOf(envelope.party);
  const place = { eventId, revision: 0, recordedAt };
  const { body } = writeFact(read.message, place, sealedBy(owner), contentHashOf(read.message, key));
  const written = { event: { ...place, stream, type: envelope.type, body }, owner, sent };
  write(type, written);
  if (LATER_FORMS[type]) write(`${type}.${LATER_FORMS[type]}`, written);
}

for (const derived of SAMPLE_DERIVED) {
  const place = { stream: `case-${eventId}`, type: wireType(derived.type), eventId } as const;
  const subject = { kind: subjectKindOf(derived.type), id: idOf(place.stream) };
  const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
  const body = encodeDerived({ derived, subject, traceparent }, place, sealedBy(KOMMUN));
  // What a party may say too has a file of each.
  const name = derived.type in SAMPLE_DATA ? `${derived.type}.said` : derived.type;
  write(name, { event: { ...place, revision: 1, recordedAt, body }, owner: KOMMUN });
}

for (const type of ERASED_TYPES) {
  const place = { stream: `case-${eventId}`, type: wireType(type), eventId } as const;
  const body = encodeErasure({ kind: subjectKindOf(type), id: idOf(place.stream) }, KOMMUN, place);
  write(type, { event: { ...place, revision: 2, recordedAt, body }, owner: KOMMUN });
}
