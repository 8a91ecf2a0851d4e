/** A hub's folder with a long log in it: sealed cases, interleaved as they come in, through the log's own batch append. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { masterKey, sqliteKeys, type KeyStore } from '#access';
import { bearing, memoryBearingIndex, nameUuid, type Bearing } from '#cases';
import { type Keys, type StreamKeys, type StreamName } from '#contracts';
import { HUB_CONTROLLER, legalPerson, streamNamed, type Controller, type PartyId, type Uuid } from '#domain';
import { openSqliteLog, type EventLog } from '#event-log';
import { filesUnder } from '#standalone';
import { agreementEvents, caseOf, KOMMUN, REGION } from './cases.js';
import { storedCase, type Part } from './stored-case.js';

export const EVENTS_PER_CASE = 25;
/** Cases that are spoken of in the same weeks: their events lie between each other in the log. */
const CASES_PER_WAVE = 500;
/** The seed of the first case; those below are other things' own. */
export const FIRST_SEED = 1_000;

export interface BigLog {
  /** As `startStandalone` takes it. */
  readonly folder: string;
  readonly cases: number;
  readonly events: number;
  /** Of the messages and sayings as JSON, before sealing. */
  readonly jsonBytes: number;
  readonly fileBytes: number;
}

/** Makes the folder, or finds it as an earlier run left it. */
export async function bigLog(folder: string, cases: number): Promise<BigLog> {
  const noted = join(folder, 'bench.json');
  if (existsSync(noted)) return JSON.parse(readFileSync(noted, 'utf8')) as BigLog;
  mkdirSync(folder, { recursive: true });
  const files = filesUnder(folder);
  const keys = sqliteKeys({
    file: files.keys,
    masterKey: await masterKey({ file: files.masterKey }),
    cachedStreamsMax: 1_000,
  });
  const log = openSqliteLog({ path: files.log });
  log.assertDurable();
  const known = bearing({ log, keys, index: memoryBearingIndex() });
  await appendAgreement(log, keys);
  await known.refresh();
  let jsonBytes = 0;
  for (let first = 0; first < cases; first += CASES_PER_WAVE) {
    jsonBytes += await appendWave({ log, keys, bearing: known }, first, Math.min(CASES_PER_WAVE, cases - first));
  }
  const events = Number(await log.head());
  await log.close();
  await keys.close();
  const made: BigLog = { folder, cases, events, jsonBytes, fileBytes: statSync(files.log).size };
  writeFileSync(noted, JSON.stringify(made));
  return made;
}

interface Stores {
  readonly log: EventLog;
  readonly keys: KeyStore;
  readonly bearing: Bearing;
}

const name = nameUuid();

async function appendAgreement(log: EventLog, keys: KeyStore): Promise<void> {
  const events = agreementEvents();
  const stream = streamNamed('agreement', events[0]?.subject.split('/')[1] as Uuid);
  const keysOf = await keysFor(keys, stream, null);
  const told = { placementId: '' as never, acts: [events], moreCosts: () => events[0] as never };
  const { parts } = storedCase(
    stream,
    told,
    { keys: keysOf, keeper: HUB_CONTROLLER, surroundings: { agreements: [], sips: [] }, name },
    events.length,
  );
  for (const part of parts) await log.append(part.stream, part.events, part.expectedRevision);
}

/** Keys for all who speak in the bench's streams, and for the hub. */
export async function keysFor(keys: Keys, stream: StreamName, person: Uuid | null): Promise<StreamKeys> {
  for (const owner of [KOMMUN, REGION, HUB_CONTROLLER]) await keys.ensure(stream, owner as Controller, person);
  return keys.of(stream);
}

/** Tells of many cases act by act, one after the other within each act; gives what they weigh as JSON. */
async function appendWave({ log, keys, bearing: known }: Stores, first: number, count: number): Promise<number> {
  const { surroundings } = await known.of([legalPerson(KOMMUN as PartyId)]);
  const stored = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const told = caseOf(FIRST_SEED + first + index);
      const stream = streamNamed('case', told.placementId);
      const person = (told.acts[0]?.[0]?.data as { person: { personId: never } }).person.personId;
      const keysOf = await keysFor(keys, stream, person);
      return storedCase(
        stream,
        told,
        { keys: keysOf, keeper: KOMMUN as Controller, surroundings, name },
        EVENTS_PER_CASE,
      );
    }),
  );
  const rounds = Math.max(...stored.map(({ parts }) => parts.length));
  for (let round = 0; round < rounds; round += 1) {
    const parts = stored.map(({ parts: own }) => own[round]).filter((part): part is Part => part !== undefined);
    await Promise.all(parts.map((part) => log.append(part.stream, part.events, part.expectedRevision)));
  }
  return stored.reduce((sum, { jsonBytes }) => sum + jsonBytes, 0);
}
