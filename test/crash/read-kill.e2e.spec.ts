import { LEDGER_PAGE_MAX, openMasters, sqliteLedger, type LedgerStore, type Recorded } from '#access';
import { type Controller, type PartyId } from '#domain';
import { filesUnder } from '#standalone';
import { seeded } from '../bench/seeded.js';
import { PROPERTY_SEED as SEED } from '../support/always.js';
import { PLACING_PARTY, REGION, uuid } from '../support/case-builder.js';
import { startHubProcess } from '../support/hub-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { toldCase } from '../support/told-case.js';
import { dalarnaEvents } from '../support/wire-events.js';
import { post } from './load.js';
import { startReading, type Answered, type Reading } from './reading-clients.js';

const ROUNDS = Number(process.env['HVB_CRASH_ROUNDS'] ?? 6);
const ANSWERED_FIRST_MAX = 100;
const PAUSE_MS_MAX = 20;
const ROUND_MS_MAX = 60_000;
const CASES = ['R1', 'R2', 'R3'];
const READERS = [REGION, PLACING_PARTY] as readonly (PartyId & Controller)[];
const PATHS = [
  ...CASES.flatMap((label) =>
    ['', '/timeline', '/costs', '/deadlines', '/findings', '/responsibility'].map(
      (view) => `/v1/placements/${uuid(`placement/${label}`)}${view}`,
    ),
  ),
  ...['/v1/placements', '/v1/deadlines', '/v1/findings', '/v1/worklist'],
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What each reader's authority has been told since it was last asked: of a ledger that no program has open. */
function toldSince(dataDir: string): () => Promise<Entries> {
  const read = new Map<Controller, number>();
  return async () => {
    const files = filesUnder(dataDir);
    const masters = await openMasters({ masterKeyPath: files.masterKey });
    const ledger = sqliteLedger({ file: files.ledger, masterKey: masters });
    const entries = new Map<Controller, readonly Recorded[]>();
    for (const controller of READERS) {
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

type Entries = ReadonlyMap<Controller, readonly Recorded[]>;

/** Answers that came whole and stand in no entry of whoever asked. */
function notEntered(answered: readonly Answered[], entries: Entries): readonly Answered[] {
  const shown = new Map(
    READERS.map((by) => [by as PartyId, new Set((entries.get(by) ?? []).map(({ who }) => who.shownTo as string))]),
  );
  return answered.filter(({ by, shownTo }) => shown.get(by)?.has(shownTo) !== true);
}

const requestsOf = (entries: readonly Recorded[]): readonly string[] => entries.map(({ request }) => request);

/** Reads of another’s data of which only one of the two halves is there. */
function halves(entries: Entries): readonly string[] {
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

/** Has the hub read until it is killed, after a random part of the work: so that a slow machine is killed in its midst, too. */
async function readUntilKilled(dataDir: string, round: number): Promise<Pick<Reading, 'answered' | 'unexpected'>> {
  const random = seeded(SEED + round);
  const hub = await startHubProcess({ dataDir });
  for (const event of round > 0 ? [] : [...dalarnaEvents(), ...CASES.flatMap((label) => toldCase(label))])
    expect((await post(hub, event))?.status).toBe(202);
  const reading = startReading(hub, { readers: READERS, paths: PATHS }, SEED + round);
  const answeredFirst = random.integer(ANSWERED_FIRST_MAX);
  while (reading.answered.length < answeredFirst) await pause(1);
  await pause(random.next() * PAUSE_MS_MAX);
  expect(await hub.end('SIGKILL')).toBeNull();
  await reading.ended;
  return reading;
}

describe('SIGKILL of the hub while sixteen read', () => {
  it(
    `leaves no answer without its entry, and no half of one, ${ROUNDS} times (B11)`,
    async () => {
      const dataDir = temporaryFolder();
      const more = toldSince(dataDir);
      const all: Answered[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const where = `round ${round} of seed ${SEED}`;
        const { answered, unexpected } = await readUntilKilled(dataDir, round);
        expect([where, unexpected]).toEqual([where, []]);
        const entries = await more();
        expect([where, notEntered(answered, entries), halves(entries)]).toEqual([where, [], []]);
        all.push(...answered);
      }
      // Of both kinds there were, and of each reader.
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 404]));
      expect(new Set(all.map(({ by }) => by))).toEqual(new Set(READERS));
      expect(all.length).toBeGreaterThan((ROUNDS * ANSWERED_FIRST_MAX) / 10);
    },
    ROUNDS * ROUND_MS_MAX,
  );
});
