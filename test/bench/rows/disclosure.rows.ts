/** What it costs that a view is shown by grounds and entered before it leaves (decision A5): processor time over HTTP, by how many read at once. */
import { type Bench, type Row } from '../bench.js';
import { KOMMUN } from '../cases.js';
import { type Duel } from '../duel.js';
import { startChild } from '../processes/child.js';
import { type ViewsDoors, type ViewsQuestion } from '../processes/views-process.js';
import { load, type Door } from './http.rows.js';

const READERS = 16;
const FOLLOWED_MS_MAX = 600_000;
const VIEWS_FULL = 4_000;
const AUDITOR = 'auditor';

interface TwoDoors {
  readonly entered: Door;
  readonly bare: Door;
}

async function openDoors(bench: Bench, folder: string): Promise<TwoDoors> {
  const server = startChild('views-process');
  const ask = <Answer>(question: ViewsQuestion): Promise<Answer> => server.ask<Answer>(question);
  const urls = await ask<ViewsDoors>({ ask: 'start', folder, own: bench.folder('views') });
  if (!(await ask<boolean>({ ask: 'followed', msMax: FOLLOWED_MS_MAX }))) throw new Error('the rows did not catch up');
  const tokens = await ask<Door['tokens']>({ ask: 'tokens', of: [KOMMUN, AUDITOR] });
  return { entered: { url: urls.entered, tokens, server }, bare: { url: urls.bare, tokens, server } };
}

let seed = 20_000_000;

/** Microseconds of processor time of one view, of all threads of the server. */
async function cpuOfView(
  door: Door,
  plan: { readonly by: string; readonly readers: number; readonly among: number; readonly count: number },
): Promise<number> {
  const { by, readers, among, count } = plan;
  const before = await door.server.cpuUs();
  const { requests } = await load(door, readers, { send: 'views', seed: (seed += 1), by, count, among });
  return ((await door.server.cpuUs()) - before) / requests;
}

async function disclosed(bench: Bench): Promise<readonly Duel[]> {
  const { folder, cases } = await bench.cases();
  const doors = await openDoors(bench, folder);
  const duel = (readers: number, who: string): Duel => {
    const asked = { readers, among: cases, count: bench.amount(VIEWS_FULL / readers) };
    return {
      what: `a view over HTTP with grounds and ledger, ${who}`,
      against: 'the same view whole, to an auditor, of whom no ground is asked, and a ledger that keeps nothing',
      ...{ sense: 'atMost', unit: 'µs CPU' },
      note: 'the placing nämnd reads, which is shown all by grounds asked field by field: the answers are the same',
      ours: () => cpuOfView(doors.entered, { ...asked, by: KOMMUN }),
      peer: () => cpuOfView(doors.bare, { ...asked, by: AUDITOR }),
    };
  };
  return [
    { ...duel(READERS, `${READERS} readers`), goal: 1.3 },
    { ...duel(1, 'a lone reader'), finish: () => doors.entered.server.stop() },
  ];
}

export const DISCLOSURE_ROWS: readonly Row[] = [{ name: 'disclosure', duels: disclosed }];
