/** Kills a hub again and again while sixteen read of it, and holds what they were answered to the ledger (B11). */
import { LEDGER_PAGE_MAX, openMasters, sqliteLedger, type LedgerStore, type Recorded } from '#access';
import { type Controller, type PartyId } from '#domain';
import { filesUnder } from '#standalone';
import { seeded } from '../bench/seeded.js';
import { PLACING_PARTY, REGION, uuid } from '../support/case-defaults.data.js';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { toldCase } from '../support/told-case.js';
import { dalarnaEvents } from '../support/wire-events.js';
import { post } from './load.js';
import { startReading, type Answered, type Reading } from './reading-clients.js';

export const ANSWERED_FIRST_MAX = 100;
const PAUSE_MS_MAX = 20;
const CASES = ['R1', 'R2', 'R3'];
export const READ_BY = [REGION, PLACING_PARTY] as readonly (PartyId & Controller)[];
const PATHS = [
  ...CASES.flatMap((label) =>
    ['', '/timeline', '/costs', '/deadlines', '/findings', '/responsibility'].map(
      (view) => `/v1/placements/${uuid(`placement/${label}`)}${view}`,
    ),
  ),
  ...['/v1/placements', '/v1/deadlines', '/v1/findings', '/v1/worklist'],
];

export interface ReadKillOptions {
  /** Empty at first. */
  readonly dataDir: string;
  readonly rounds: number;
  readonly seed: number;
}

/** What was answered until one kill, and what is wrong of it. */
export interface ReadKillRound {
  readonly answered: readonly Answered[];
  /** Entries of both readers. */
  readonly entries: number;
  readonly wrong: readonly string[];
}

export type Entries = ReadonlyMap<Controller, readonly Recorded[]>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What each reader's authority has been told since it was last asked: of a ledger that no program has open. */
function toldSince(dataDir: string): () => Promise<Entries> {
  const read = new Map<Controller, number>();
  return async () => {
    const files = filesUnder(dataDir);
    const masters = await openMasters({ masterKeyPath: files.masterKey });
    const ledger = sqliteLedger({ file: files.ledger, masterKey: masters });
    const entries = new Map<Controller, readonly Recorded[]>();
    for (const controller of READ_BY) {
      const after = read.get(controller) ?? 0;
      const more = await entriesAfter(ledger, controller, after);
      entries.set(controller, more);
      read.set(controller, after + more.length);
    }
    await ledger.close();
    return entries;
  };
}

async function entriesAfter(ledger: LedgerStore, controller: Controller, after: number): Promise<readonly Recorded[]> {
  const entries: Recorded[] = [];
  for (;;) {
    const page = await ledger.page({ controller, after: after + entries.length, limit: LEDGER_PAGE_MAX });
    entries.push(...page);
    if (page.length < LEDGER_PAGE_MAX) return entries;
  }
}

/** Answers that came whole and stand in no entry of whoever asked. */
export function notEntered(answered: readonly Answered[], entries: Entries): readonly Answered[] {
  const shown = new Map(
    READ_BY.map((by) => [by as PartyId, new Set((entries.get(by) ?? []).map(({ who }) => who.shownTo as string))]),
  );
  return answered.filter(({ by, shownTo }) => shown.get(by)?.has(shownTo) !== true);
}

const requestsOf = (entries: readonly Recorded[]): readonly string[] => entries.map(({ request }) => request);

/** Requests that read another's data of which only one of the two halves is there. */
export function loneHalves(entries: Entries): readonly string[] {
  const [given, taken] = [entries.get(PLACING_PARTY) ?? [], entries.get(REGION) ?? []];
  const [theirs, own] = [new Set(requestsOf(given)), new Set(requestsOf(taken))];
  const ofAnother = taken.filter(
    (entry) => entry.is === 'access' && entry.items.some(({ of }) => of === PLACING_PARTY),
  );
  const byAnother = given.filter((entry) => entry.is === 'access' && entry.receiver === REGION);
  return [
    ...requestsOf(ofAnother).filter((request) => !theirs.has(request)),
    ...requestsOf(byAnother).filter((request) => !own.has(request)),
  ];
}

async function tellCases(hub: HubProcess): Promise<void> {
  for (const event of [...dalarnaEvents(), ...CASES.flatMap((label) => toldCase(label))]) {
    const status = (await post(hub, event))?.status;
    if (status !== 202) throw new Error(`${event.type} was answered ${status ?? 'nothing'}`);
  }
}

/** Has the hub read until it is killed, after a random part of the work: so that a slow machine is killed in its midst, too. */
async function readUntilKilled(dataDir: string, seed: number, isFirst: boolean): Promise<Reading> {
  const random = seeded(seed);
  const hub = await startHubProcess({ dataDir });
  if (isFirst) await tellCases(hub);
  const reading = startReading(hub, { readers: READ_BY, paths: PATHS }, seed);
  const answeredFirst = random.integer(ANSWERED_FIRST_MAX);
  while (reading.answered.length < answeredFirst) await pause(1);
  await pause(random.next() * PAUSE_MS_MAX);
  const code = await hub.end('SIGKILL');
  await reading.ended;
  if (code !== null) throw new Error(`the hub had ended by itself, with code ${code}`);
  return reading;
}

/** Kills it so many times, over one folder; after each what was answered is held to the ledger. */
export async function* killWhileRead({ dataDir, rounds, seed }: ReadKillOptions): AsyncGenerator<ReadKillRound> {
  const more = toldSince(dataDir);
  for (let round = 0; round < rounds; round += 1) {
    const { answered, unexpected } = await readUntilKilled(dataDir, seed + round, round === 0);
    const entries = await more();
    yield {
      answered,
      entries: [...entries.values()].flat().length,
      wrong: [
        ...unexpected.map((one) => `unexpected: ${one}`),
        ...notEntered(answered, entries).map(({ by, path, status }) => `no entry: ${status} ${path} to ${by}`),
        ...loneHalves(entries).map((request) => `one half only: ${request}`),
      ],
    };
  }
}
