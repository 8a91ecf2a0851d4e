/** Refusals over HTTP, timed: of ids of another's and of ids that never were, by turns, each asked for once of a hub that knows none of them yet. */
import { Agent, request } from 'node:http';
import { MEDIA_TYPES } from '#contracts';
import { type Uuid } from '#domain';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { hubDoor, followed, type Door } from '../../bench/rows/http.rows.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { dalarnaEvents, sayerOf, type WireEvent } from '../../support/wire-events.js';
import { apart, timePairs, type Apart } from './halves.js';
import { toldThings, type ThingKind } from './told-things.js';

/** Of another county, with no part in anything that is told. */
const STRANGER = 'kommun-1480.socialnamnden';
/** Whom everything is shown to. */
const AUDITOR = 'auditor';
/** Cases told before the next ones are: a hub that is asked for all at once would refuse some. */
const TOLD_AT_ONCE = 8;
/** Asked first at each door and not counted: the program is then warm, and the ids are not. */
const WARM_UP = 100;

export interface ExistenceOptions {
  readonly pairs: number;
  readonly seed: number;
  /** Whether a door is measured: all are, unless said. */
  readonly only?: (door: string) => boolean;
}

/** What is there, by the kind of its id; of the placement's first event its position. */
type Ids = Readonly<Record<ThingKind, Uuid>> & { readonly event: string };

/** Positions that no log of the battery comes to. */
const NEVER_FROM = 1_000_000_000;
/** An id that never was, of the form of its kind. */
const neverOf = (kind: keyof Ids, random: Seeded): string =>
  kind === 'event' ? String(NEVER_FROM + random.integer(NEVER_FROM)) : random.uuid();

/** Every door that takes an id, and which. */
const DOORS: readonly (readonly [string, keyof Ids, (id: string) => string])[] = [
  ...(
    ['responsibility', 'costs', 'deviations', 'handovers', 'deadlines', 'timeline', 'findings', 'retention'] as const
  ).map((view) => [`placements/{id}/${view}`, 'placement', (id: string) => `/v1/placements/${id}/${view}`] as const),
  ['placements/{id}', 'placement', (id) => `/v1/placements/${id}`],
  ['timeline?of=placement', 'placement', (id) => `/v1/timeline?of=placement/${id}`],
  ['deadlines?of=costAllocation', 'placement', (id) => `/v1/deadlines?of=costAllocation/${id}`],
  ['findings?of=deviation', 'deviation', (id) => `/v1/findings?of=deviation/${id}`],
  ['deviations/{id}', 'deviation', (id) => `/v1/deviations/${id}`],
  ['sips/{id}', 'sip', (id) => `/v1/sips/${id}`],
  ['timeline?of=sip', 'sip', (id) => `/v1/timeline?of=sip/${id}`],
  ['consents/{id}', 'consent', (id) => `/v1/consents/${id}`],
  ['discharges/{id}', 'discharge', (id) => `/v1/discharges/${id}`],
  ['concerns/{id}', 'concern', (id) => `/v1/concerns/${id}`],
  ['agreements/{id}', 'agreement', (id) => `/v1/agreements/${id}`],
  ['explain?of=placement', 'placement', (id) => `/v1/explain?of=placement/${id}&recipient=${STRANGER}`],
  ['explain?of=deviation', 'deviation', (id) => `/v1/explain?of=deviation/${id}&recipient=${STRANGER}`],
  ['explain?event', 'event', (id) => `/v1/explain?event=${id}&recipient=${STRANGER}`],
];

/** The names of all doors, in the order in which they are measured. */
export const EXISTENCE_DOORS: readonly string[] = DOORS.map(([door]) => door);

/** Tells them in turn, and gives the position of the first. */
async function tell({ url, tokens }: Door, events: readonly WireEvent[]): Promise<string> {
  let first = '';
  for (const event of events) {
    const authorization = `Bearer ${tokens[sayerOf(event)] ?? ''}`;
    const headers = { 'content-type': MEDIA_TYPES.structured, authorization };
    const answer = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
    if (answer.status !== 202) throw new Error(`${event.type}: ${answer.status} ${await answer.text()}`);
    const [receipt] = (await answer.json()) as readonly { readonly position?: string }[];
    if (event === events[0]) first = receipt?.position ?? '';
  }
  return first;
}

/** Tells a thing of every kind, and gives their ids. */
async function tellOne(door: Door, label: string): Promise<Ids> {
  const { ids, events } = toldThings(label);
  return { ...ids, event: await tell(door, events) };
}

async function open(folder: string, sayers: readonly string[]): Promise<Door> {
  const door = await hubDoor(folder);
  const tokens = await door.server.ask<Door['tokens']>({ ask: 'tokens', of: [...sayers, STRANGER, AUDITOR] });
  return { ...door, tokens };
}

async function tellAll(folder: string, count: number): Promise<readonly Ids[]> {
  const all = [...dalarnaEvents(), ...toldThings('one').events];
  const door = await open(folder, [...new Set(all.map(sayerOf))]);
  await tell(door, dalarnaEvents());
  const ids: Ids[] = [];
  for (let from = 0; from < count; from += TOLD_AT_ONCE) {
    const labels = Array.from({ length: Math.min(TOLD_AT_ONCE, count - from) }, (_, n) => `X${from + n}`);
    ids.push(...(await Promise.all(labels.map((label) => tellOne(door, label)))));
  }
  await followed(door);
  await door.server.stop();
  return ids;
}

/** Throws where what is refused as another's is not there: it would be timed against itself. */
async function seenToBeThere({ url, tokens }: Door, path: string): Promise<void> {
  const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${tokens[AUDITOR] ?? ''}` } });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()} to an auditor`);
  await answer.arrayBuffer();
}

/** Microseconds until a refusal has come whole. Throws where it is none. */
export function timed(url: string, authorization: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const asked = request(url, { agent, headers: { authorization } }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        if (answer.statusCode === 404) resolve(1_000 * (performance.now() - begun));
        else reject(new Error(`${url}: ${answer.statusCode ?? 0}`));
      });
    });
    asked.once('error', reject);
    asked.end();
  });
}

async function measureDoor(
  folder: string,
  { anothers, never }: { readonly anothers: readonly string[]; readonly never: () => string },
  random: Seeded,
): Promise<Apart> {
  const door = await open(folder, []);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path: string): Promise<number> =>
    timed(`${door.url}${path}`, `Bearer ${door.tokens[STRANGER] ?? ''}`, agent);
  try {
    // Until the rows are whole after the start, all that is not known in them is 503.
    await followed(door);
    for (let n = 0; n < WARM_UP; n += 1) await ask(never());
    const times = await timePairs(ask, anothers, never);
    for (const path of [anothers[0], anothers.at(-1)]) await seenToBeThere(door, path ?? '');
    return apart(times.anothers, times.never, random);
  } finally {
    agent.destroy();
    await door.server.stop();
  }
}

/** Each door with how far its two kinds of refusal are apart; a hub of its own for each, that has opened nothing. */
export async function* measureExistence({
  pairs,
  seed,
  only = () => true,
}: ExistenceOptions): AsyncGenerator<readonly [string, Apart]> {
  const folder = temporaryFolder();
  const random = seeded(seed);
  const ids = await tellAll(folder, pairs);
  for (const [door, kind, pathOf] of DOORS) {
    if (!only(door)) continue;
    const anothers = ids.map((one) => pathOf(one[kind]));
    yield [door, await measureDoor(folder, { anothers, never: () => pathOf(neverOf(kind, random)) }, random)];
  }
}
