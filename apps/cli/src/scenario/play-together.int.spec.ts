import { openFakeDoor, type FakeDoor } from '../../../../test/support/fake-door.js';
import { beginningOf, playTogether } from './play-together.js';
import { readScenario } from './scenario-file.js';

const story = (name: string, steps: string) => readScenario(`name: ${name}\nsteps:\n${steps}`);
const send = (id: string) =>
  `by: region-20, send: { type: placement.started, subject: placement/P1, id: ${id}, data: { of: placement/P1 } }`;

const first = story(
  'A',
  `  - { at: 2026-01-01T09:00Z, ${send('a1')} }\n  - { at: 2026-03-01T09:00Z, ${send('a2')} }\n`,
);
const second = story(
  'B',
  `  - { at: 2026-02-01T09:00Z, view: costs, of: placement/P1 }
  - { ${send('b1')} }
  - { at: 2026-04-01T09:00Z }
`,
);

const PACK = 'karlsborg-internal';

describe('many scenarios played into one hub', () => {
  let door: FakeDoor;
  beforeEach(async () => {
    door = await openFakeDoor(() => [202, [{ outcome: 'accepted' }]]);
  });
  afterEach(() => door.stop());

  it('begin where the first of them begins', () => {
    expect(beginningOf([second, first])).toBe('2026-01-01T09:00:00.000Z');
    expect(beginningOf([story('C', '  - {}\n')])).toBe('1970-01-01T00:00:00.000Z');
  });

  it('are told in the order of time, the clock at each step’s own, under one agreement, their views left out', async () => {
    const clock = await playTogether({ scenarios: [second, first], pack: PACK }, door);
    const told = door.asked.map(({ path, body }) => {
      const { now, id, type } = body as { now?: string; id?: string; type?: string };
      return path === '/v1/simulation/clock'
        ? now?.slice(0, 10)
        : type?.includes('agreement')
          ? type.slice(10, -3)
          : id;
    });
    expect(told).toEqual([
      'agreement.registered',
      'agreement.approvedByParty',
      ...['2026-01-01', 'a1', '2026-02-01', 'b1', '2026-03-01', 'a2', '2026-04-01'],
    ]);
    expect(clock).toBe('2026-04-01T09:00:00.000Z');
  });

  it.each([
    ['2026-02-28T09:00:00.000Z', ['a1', 'b1']],
    ['2026-03-01T09:00:00.000Z', ['a1', 'b1', 'a2']],
    ['2026-03-02T09:00:00.000Z', ['a1', 'b1', 'a2']],
  ])('are told up to and with %s, where the clock then stands', async (until, ids) => {
    const clock = await playTogether({ scenarios: [second, first], pack: PACK, until }, door);
    const bodies = door.asked.map(({ body }) => body as { readonly id?: string; readonly now?: string });
    expect(bodies.flatMap(({ id }) => (id?.startsWith('agreement') === false ? [id] : []))).toEqual(ids);
    expect([clock, bodies.findLast(({ now }) => now)?.now]).toEqual([until, until]);
  });

  it('keep each its own labels', async () => {
    await playTogether({ scenarios: [first, second], pack: PACK }, door);
    const subjectOf = (id: string) =>
      door.asked.map(({ body }) => body as { id?: string; subject?: string }).find((one) => one.id === id)?.subject;
    expect(subjectOf('a1')).toBe(subjectOf('a2'));
    expect(subjectOf('a1')).not.toBe(subjectOf('b1'));
  });
});
