/** Refusals over HTTP, timed: of ids of another's and of ids that never were, by turns, each asked for once of a hub that knows none of them yet. */
import { Agent, request } from 'node:http';
import { MEDIA_TYPES } from '#contracts';
import { type Uuid } from '#domain';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { hubDoor, followed, type Door } from '../../bench/rows/http.rows.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { toldAgreement, toldOfEveryKind } from '../../support/told-case.js';
import { dalarnaEvents, sayerOf, type WireEvent } from '../../support/wire-events.js';
import { apart, type Apart } from './halves.js';

/** Of another county, with no part in anything that is told. */
const STRANGER = 'kommun-1480.socialnamnden';
/** Cases told before the next ones are: a hub that is asked for all at once would refuse some. */
const TOLD_AT_ONCE = 8;
/** Asked first at each door and not counted: the program is then warm, and the ids are not. */
const WARM_UP = 100;

export interface ExistenceOptions {
  readonly pairs: number;
  readonly seed: number;
}

/** What is there, by the kind of its id. */
type Ids = Readonly<
  Record<'placement' | 'sip' | 'consent' | 'discharge' | 'concern' | 'deviation' | 'agreement', Uuid>
>;

/** Every door that takes an id, and which. */
const DOORS: readonly (readonly [string, keyof Ids, (id: Uuid) => string])[] = [
  ...(
    ['responsibility', 'costs', 'deviations', 'handovers', 'deadlines', 'timeline', 'findings', 'retention'] as const
  ).map((view) => [`placements/{id}/${view}`, 'placement', (id: Uuid) => `/v1/placements/${id}/${view}`] as const),
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
];

async function tell({ url, tokens }: Door, events: readonly WireEvent[]): Promise<void> {
  for (const event of events) {
    const authorization = `Bearer ${tokens[sayerOf(event)] ?? ''}`;
    const headers = { 'content-type': MEDIA_TYPES.structured, authorization };
    const answer = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
    if (answer.status !== 202) throw new Error(`${event.type}: ${answer.status} ${await answer.text()}`);
  }
}

const idIn = (events: readonly WireEvent[], kind: string): Uuid =>
  events.map(({ subject }) => subject.split('/')).find(([of]) => of === kind)?.[1] as Uuid;

/** Tells a thing of every kind, and gives their ids. */
async function tellOne(door: Door, label: string): Promise<Ids> {
  const streams = [...toldOfEveryKind(label), toldAgreement(label)];
  for (const events of streams) await tell(door, events);
  const [ofCase = [], sip = [], discharge = [], concern = [], , agreement = []] = streams;
  const consent = sip.find(({ type }) => type.includes('consentGiven'))?.data as { readonly consentId: Uuid };
  return {
    ...{ placement: idIn(ofCase, 'placement'), deviation: idIn(ofCase, 'deviation'), sip: idIn(sip, 'sip') },
    ...{ consent: consent.consentId, discharge: idIn(discharge, 'discharge'), concern: idIn(concern, 'concern') },
    agreement: idIn(agreement, 'agreement'),
  };
}

async function open(folder: string, sayers: readonly string[]): Promise<Door> {
  const door = await hubDoor(folder);
  const tokens = await door.server.ask<Door['tokens']>({ ask: 'tokens', of: [...sayers, STRANGER] });
  return { ...door, tokens };
}

async function tellAll(folder: string, count: number): Promise<readonly Ids[]> {
  const all = [...dalarnaEvents(), ...toldOfEveryKind('one').flat(), ...toldAgreement('one')];
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

/** Microseconds until a refusal has come whole. Throws where it is none. */
function timed({ url, tokens }: Door, path: string, agent: Agent): Promise<number> {
  const headers = { authorization: `Bearer ${tokens[STRANGER] ?? ''}` };
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const asked = request(`${url}${path}`, { agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        if (answer.statusCode === 404) resolve(1_000 * (performance.now() - begun));
        else reject(new Error(`${path}: ${answer.statusCode ?? 0}`));
      });
    });
    asked.once('error', reject);
    asked.end();
  });
}

interface Timed {
  readonly anothers: readonly number[];
  readonly never: readonly number[];
}

/** Another's and one that never was, by turns: of each pair now the one comes first and now the other. */
async function timePairs(door: Door, paths: readonly string[], never: () => string, agent: Agent): Promise<Timed> {
  const times: { readonly anothers: number[]; readonly never: number[] } = { anothers: [], never: [] };
  for (const [at, path] of paths.entries())
    for (const which of at % 2 === 0 ? (['anothers', 'never'] as const) : (['never', 'anothers'] as const))
      times[which].push(await timed(door, which === 'anothers' ? path : never(), agent));
  return times;
}

async function measureDoor(
  folder: string,
  pathsOf: { readonly anothers: readonly string[]; readonly never: () => string },
  random: Seeded,
): Promise<Apart> {
  const door = await open(folder, []);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    // Until the rows are whole after the start, all that is not known in them is 503.
    await followed(door);
    for (let n = 0; n < WARM_UP; n += 1) await timed(door, pathsOf.never(), agent);
    const { anothers, never } = await timePairs(door, pathsOf.anothers, pathsOf.never, agent);
    return apart(anothers, never, random);
  } finally {
    agent.destroy();
    await door.server.stop();
  }
}

/** Each door with how far its two kinds of refusal are apart; a hub of its own for each, that has opened nothing. */
export async function* measureExistence({ pairs, seed }: ExistenceOptions): AsyncGenerator<readonly [string, Apart]> {
  const folder = temporaryFolder();
  const random = seeded(seed);
  const ids = await tellAll(folder, pairs);
  for (const [door, kind, pathOf] of DOORS) {
    const anothers = ids.map((one) => pathOf(one[kind]));
    yield [door, await measureDoor(folder, { anothers, never: () => pathOf(random.uuid()) }, random)];
  }
}
