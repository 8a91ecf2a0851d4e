import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../../test/support/eventually.js';
import { demoScenarios, PACK, STANDS_AT } from './demo-stories.js';
import { freshHub } from './scenario/fresh-hub.js';
import { beginningOf, playTogether } from './scenario/play-together.js';
import { type PlayedHub } from './scenario/public-door.js';

const LIBRARY = fileURLToPath(new URL('../../../test/scenarios', import.meta.url));
const SOON_DAYS = 14;
const MOST = 1_000;

interface Shown {
  readonly status: string;
  readonly dueOn: string;
}

describe('the demonstration', () => {
  let hub: PlayedHub;
  let clock: string;
  let shown: readonly Shown[];

  beforeAll(async () => {
    const scenarios = await demoScenarios(LIBRARY);
    hub = await freshHub(beginningOf(scenarios));
    clock = await playTogether({ scenarios, pack: PACK, until: STANDS_AT }, hub);
    shown = await eventually(async () => {
      const answer = await hub.door.get('auditor', `/v1/deadlines?limit=${MOST}`);
      expect(answer.status).toBe(200);
      return answer.body as readonly Shown[];
    });
  });
  afterAll(() => hub.stop());

  it('stands where deadlines are open, soon, late and met, and most are not late', () => {
    const soon = new Date(Date.parse(STANDS_AT) + SOON_DAYS * 86_400_000).toISOString().slice(0, 10);
    const count = (holds: (one: Shown) => boolean): number => shown.filter(holds).length;
    const [late, met] = ['overdue', 'met'].map((status) => count((one) => one.status === status));
    const open = count(({ status, dueOn }) => status === 'open' && dueOn > soon);
    const openSoon = count(({ status, dueOn }) => status === 'open' && dueOn <= soon);
    expect(clock).toBe(STANDS_AT);
    for (const some of [late, met, open, openSoon]) expect(some).toBeGreaterThanOrEqual(5);
    expect(open + openSoon).toBeGreaterThan(late ?? shown.length);
  });
});
