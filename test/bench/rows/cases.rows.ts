/** Cases: read and assessed one by one, all of them at once, and what they weigh. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { masterKey, sqliteKeys, type KeyStore } from '#access';
import { bearing, memoryBearingIndex, streamReader, streamCache } from '#cases';
import { type Clock } from '#contracts';
import { streamNamed, addDays, type Day, type PartyId, type Uuid } from '#domain';
import { rebuild } from '#follow';
import { openSqliteLog, type Position, type SqliteEventLog } from '#event-log';
import { ProblemError, systemClock } from '#http';
import { nameOfThings, type RowSources } from '#projector';
import { filesUnder } from '#standalone';
import { pastRowsApart } from '../../../apps/projector/src/rows/past-rows.js';
import { answerCaseView } from '../../../apps/projector/src/views/subject-view.js';
import { noted } from '../../../apps/projector/src/views/noted.js';
import { answeredForAsOf, assessAll } from '../assess-all.js';
import { FIRST_SEED, type BigLog } from '../big-log.js';
import { type Bench, type Row } from '../bench.js';
import { caseOf } from '../cases.js';
import { nowMs, perSecond, quantileOf, type Duel } from '../duel.js';
import { bareReader } from '../peer.sqlite.js';
import { seeded, type Seeded } from '../seeded.js';
import { startChild } from '../processes/child.js';
import { type HubQuestion } from '../processes/hub-process.js';

const MIB = 1024 * 1024;
const VIEWS = ['responsibility', 'costs', 'deadlines', 'findings'] as const;
const DAYS_ASKED = 500;
const CASES_SPOKEN_OF = 200;
const FOLLOWED_MS_MAX = 1_200_000;

async function keysOf(folder: string): Promise<KeyStore> {
  const files = filesUnder(folder);
  return sqliteKeys({ file: files.keys, masterKey: await masterKey({ file: files.masterKey }) });
}

/** Rebuilds all rows beside the live file and swaps, as the hub does; gives cases a second. */
function rebuilt(big: BigLog, livePath: string): Promise<number> {
  const files = filesUnder(big.folder);
  const data: RowSources = {
    log: { kind: 'sqlite', path: files.log },
    keys: { kind: 'sqlite', path: files.keys, masterKeyPath: files.masterKey },
  };
  return perSecond(async () => {
    const module = new URL('../../../apps/projector/src/rows/rows-rebuild.js', import.meta.url);
    await rebuild({
      livePath,
      module,
      data,
      onSwap: (replace) => {
        replace();
      },
    });
    return big.events;
  });
}

async function rebuildRow(bench: Bench): Promise<Duel> {
  const big = await bench.cases();
  const livePath = join(bench.folder('rebuild'), 'rows.db');
  return {
    what: `rebuild of all rows from ${big.events} events over ${big.cases} cases`,
    against: 'the same assessment in memory, nothing stored',
    ...{ sense: 'atLeast', unit: 'events/s', goal: 0.5, stretch: 0.7, warmUp: bench.sizes.work < 1 },
    note: 'both read, open and assess every case of the log once for each span of days',
    ours: () => rebuilt(big, livePath),
    peer: () => perSecond(() => assessAll(big.folder)),
  };
}

async function pastOfAllRow(bench: Bench): Promise<Duel> {
  const big = await bench.cases();
  const livePath = join(bench.folder('past'), 'rows.db');
  return {
    what: `all that a kommun answers for as of a past day, one pass over ${big.events} events`,
    against: 'a rebuild of all rows',
    ...{ sense: 'atLeast', unit: 'events/s', goal: 1, stretch: 1.5, warmUp: bench.sizes.work < 1 },
    note: 'each case is judged for the one day; nothing is stored',
    ours: () =>
      perSecond(() => answeredForAsOf(big.folder, 'kommun-2080.socialnamnden' as PartyId, '2025-11-01' as Day)),
    peer: () => rebuilt(big, livePath),
  };
}

/** By the job of an auditor: all that is in the list of a party on a day, as it was known when half of the log was there. */
function listedThen(big: BigLog): Promise<number> {
  const files = filesUnder(big.folder);
  const half = Math.floor(big.events / 2);
  const sources: RowSources = {
    log: { kind: 'sqlite', path: files.log },
    keys: { kind: 'sqlite', path: files.keys, masterKeyPath: files.masterKey },
  };
  const day = '2025-11-01';
  return perSecond(async () => {
    const made = await pastRowsApart(
      sources,
      {
        ...{ list: 'placements', upTo: String(half) as Position, rowsMax: big.cases },
        asked: { asOf: day, today: day, party: 'kommun-2080.socialnamnden' },
      },
      { progress: () => undefined, signal: new AbortController().signal },
    );
    if (made.kind !== 'rows' || made.rows.length === 0) throw new Error('there is nothing in the list');
    return half;
  });
}

async function pastListRow(bench: Bench): Promise<Duel> {
  const big = await bench.cases();
  const livePath = join(bench.folder('past-list'), 'rows.db');
  return {
    what: `a kommun's placements as of a past day, as known half-way through ${big.events} events`,
    against: 'a rebuild of all rows',
    ...{ sense: 'atLeast', unit: 'events/s', goal: 1, warmUp: bench.sizes.work < 1 },
    note: 'both fold what they read in a thread of its own, begun each time; of the list every row is sealed',
    ours: () => listedThen(big),
    peer: () => rebuilt(big, livePath),
  };
}

interface Views {
  readonly log: SqliteEventLog;
  /** A view of one of the first so many cases, as of any day; as it was known at any position up to `known` where given. */
  readonly ask: (random: Seeded, among: number, known?: number) => Promise<unknown>;
}

function openViews(folder: string, keys: KeyStore, ids: readonly Uuid[]): Views {
  const log = openSqliteLog({ path: filesUnder(folder).log });
  const bears = bearing({ log, keys, index: memoryBearingIndex() });
  const reader = streamReader({ cache: streamCache({ log, keys }), bearing: bears, name: nameOfThings });
  const clock: Clock = systemClock;
  // Of an auditor of all it is not asked; the file of the rows is no part of what is measured.
  const rows = { isKnown: () => Promise.resolve(true) };
  return {
    log,
    ask: (random, among, known) => {
      const placementId = ids[random.integer(among)] as Uuid;
      const asOf = addDays('2025-08-01' as Day, random.integer(DAYS_ASKED));
      const then = known === undefined ? {} : { knownAt: String(1 + random.integer(known)) };
      const question = { view: random.pick(VIEWS), placementId, asOf, ...then };
      const eyes = { caller: { kind: 'auditor' } as const, noted: noted() };
      return answerCaseView({ log, keys, reader, clock, bearing: bears, rows }, { ...question, eyes });
    },
  };
}

/** Milliseconds of the middle one of many questions; what is asked is drawn before the clock runs. */
async function detailRows(bench: Bench): Promise<readonly Duel[]> {
  const big = await bench.cases();
  const ids = Array.from({ length: big.cases }, (_, index) => caseOf(FIRST_SEED + index).placementId);
  const keys = await keysOf(big.folder);
  const views = openViews(big.folder, keys, ids);
  const bare = bareReader(filesUnder(big.folder).log);
  const count = bench.amount(3_000);
  let seed = 1;
  const median = async (work: (random: Seeded) => unknown): Promise<number> => {
    const random = seeded(seed++);
    const times: number[] = [];
    for (let done = 0; done < count; done += 1) {
      const begun = nowMs();
      await work(random);
      times.push(nowMs() - begun);
    }
    return 1 / quantileOf(times, 0.5);
  };
  const bareAsk =
    (among: number) =>
    (random: Seeded): unknown =>
      bare.stream(streamNamed('case', ids[random.integer(among)] as Uuid));
  const shared = {
    against: 'bare read of the same rows and JSON.parse',
    sense: 'atLeast',
    unit: '1/ms (p50)',
    goal: 0.4,
    stretch: 0.6,
  } as const;
  return [
    {
      what: `detail view of a 25-event case, any date, in process: any of ${big.cases} cases`,
      ...shared,
      note: 'read from the log, opened and assessed, but for those that a cache of some 400 cases still holds',
      ours: () => median((random) => views.ask(random, big.cases)),
      peer: () => median(bareAsk(big.cases)),
    },
    {
      what: `the same, of ${CASES_SPOKEN_OF} cases that are much spoken of`,
      ...shared,
      note: 'opened before and kept in memory; the log is asked for what is new, and the case is assessed',
      ours: () => median((random) => views.ask(random, CASES_SPOKEN_OF)),
      peer: () => median(bareAsk(CASES_SPOKEN_OF)),
      finish: async () => {
        bare.close();
        await views.log.close();
        await keys.close();
      },
    },
  ];
}

/** Milliseconds of the slowest hundredth: as it was known at any moment, against as it is known now. */
async function pastRow(bench: Bench): Promise<Duel> {
  const big = await bench.cases();
  const ids = Array.from({ length: big.cases }, (_, index) => caseOf(FIRST_SEED + index).placementId);
  const keys = await keysOf(big.folder);
  const views = openViews(big.folder, keys, ids);
  let seed = 1_000;
  const p99 = async (known?: number): Promise<number> => {
    const random = seeded(seed++);
    const times: number[] = [];
    for (let done = 0; done < bench.amount(3_000); done += 1) {
      const begun = nowMs();
      await views.ask(random, big.cases, known).catch(refusedAsNotThere);
      times.push(nowMs() - begun);
    }
    return quantileOf(times, 0.99);
  };
  return {
    what: `detail view as it was known at any of ${big.events} positions, any day, in process`,
    against: 'the same view as it is known now',
    ...{ sense: 'atMost', unit: 'ms (p99)', goal: 3, stretch: 1.5 },
    note: 'where the case was not there yet, that is the answer',
    ours: () => p99(big.events),
    peer: () => p99(),
    finish: async () => {
      await views.log.close();
      await keys.close();
    },
  };
}

/** What is asked of before it was told is refused, as it then would have been. */
function refusedAsNotThere(error: unknown): void {
  if (!(error instanceof ProblemError) || error.problem.code !== 'NotFound') throw error;
}

async function fileRow(bench: Bench): Promise<Duel> {
  const big = await bench.cases();
  return {
    what: 'log file, sealed cases',
    against: 'sum of the JSON bytes of what was said, before sealing',
    ...{ sense: 'atMost', unit: 'MiB', goal: 1.3, stretch: 1.2, rounds: 1, warmUp: false },
    ours: () => statSync(filesUnder(big.folder).log).size / MIB,
    peer: () => big.jsonBytes / MIB,
  };
}

/** From the start of the process to the first answer that it is ready, its followers at the log's head before. */
async function startRow(bench: Bench): Promise<Duel> {
  const big = await bench.cases();
  await rebuilt(big, filesUnder(big.folder).rows);
  await started(big, true);
  return {
    what: `start to ready at ${big.events} events`,
    against: '1 s',
    ...{ sense: 'atMost', unit: 's', goal: 2, stretch: 1, warmUp: false },
    note: 'from starting the process to 200 of /health/ready, loading Node and all modules included',
    ours: () => started(big, false),
    peer: () => 1,
  };
}

async function started(big: BigLog, untilFollowed: boolean): Promise<number> {
  const begun = nowMs();
  const server = startChild('hub-process');
  const url = await server.ask<string>({ ask: 'start', folder: big.folder } satisfies HubQuestion);
  while ((await fetch(`${url}/health/ready`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 10));
  const seconds = (nowMs() - begun) / 1000;
  if (untilFollowed) await server.ask({ ask: 'followed', msMax: FOLLOWED_MS_MAX } satisfies HubQuestion);
  await server.stop();
  return seconds;
}

export const CASES_ROWS: readonly Row[] = [
  { name: 'past-list', duels: async (bench) => [await pastListRow(bench)] },
  { name: 'rebuild', duels: async (bench) => [await rebuildRow(bench)] },
  { name: 'view', duels: detailRows },
  { name: 'past', duels: async (bench) => [await pastRow(bench), await pastOfAllRow(bench)] },
  { name: 'file', duels: async (bench) => [await fileRow(bench)] },
  { name: 'start', duels: async (bench) => [await startRow(bench)] },
];
