/** `hvb-hub scenario` under other terms, as the guide shows it: the built program, with its words and its exit codes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hvbHubWith } from '../../../test/support/hvb-hub-command.js';

const GUIDE = readFileSync('docs/guides/scenarios.md', 'utf8');

const run = (args: readonly string[]) => hvbHubWith({}, 'scenario', ...args);

/** Each demonstration of the guide: a command, and what the program answers. */
const DEMONSTRATIONS = [
  ...GUIDE.matchAll(/```sh\nnpx hvb-hub scenario (--(?:pack|setting)[^\n]*)\n```\n+```\n([^`]*)```/g),
].map(([, args = '', answer = '']) => [args, answer] as const);

describe('hvb-hub scenario under other terms', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hvb-hub-what-if-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const story = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('is shown by at least four demonstrations', () => {
    expect(DEMONSTRATIONS.length).toBeGreaterThanOrEqual(4);
  });

  it.each(DEMONSTRATIONS)('%s says what the guide says', async (args, answer) => {
    const { code, out, err } = await run(args.split(' '));
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(answer);
  });

  it('finds nothing under the very same terms, and says so', async () => {
    const { code, out } = await run([
      ...['--pack=dalarna-hvb-2025@1', '--setting', 'emergencyMonths=2'],
      'test/scenarios/cost-emergency-fixed-too-late-escalates.yaml',
    ]);
    expect([code, out.split('\n')[1]]).toEqual([0, '  inget skiljer (nothing differs)']);
  });

  it('says with --json one object a story: the terms, and each step that differs', async () => {
    const { code, out } = await run([
      ...['--json', '--setting', 'emergencyMonths=3'],
      'test/scenarios/emergency-leap-day.yaml',
    ]);
    const { name, terms, steps } = JSON.parse(out) as {
      readonly name: string;
      readonly terms: object;
      readonly steps: readonly { readonly step: number; readonly places: readonly object[] }[];
    };
    expect([code, terms]).toEqual([0, { settings: { emergencyMonths: 3 } }]);
    expect(name).toContain('skottår');
    expect(steps.map(({ step }) => step)).toContain(2);
    expect(steps.find(({ step }) => step === 3)?.places).toContainEqual({
      ...{ pointer: '/1/dueOn', base: '2028-02-29', other: '2028-03-31' },
    });
  });

  it('is 2 for a pack, version or setting that is none, and lists those that there are', async () => {
    const file = 'test/scenarios/emergency-leap-day.yaml';
    const pack = await run(['--pack=vetlanda', file]);
    expect([pack.code, pack.err]).toEqual([2, expect.stringContaining('vetlanda-2015 | vetlanda-2023')]);
    const setting = await run(['--setting', 'emergencyDays=3', file]);
    expect([setting.code, setting.err]).toEqual([2, expect.stringContaining('emergencyMonths')]);
    const version = await run(['--pack', 'vetlanda-2015@7', file]);
    expect([version.code, version.err]).toEqual([2, expect.stringContaining('expected vetlanda-2015@1')]);
    expect([pack.out, setting.out, version.out]).toEqual(['', '', '']);
  });

  it('is 1 where a story cannot be told, and tells the others all the same', async () => {
    const none = story('a.yaml', 'name: Utan avtal\nsteps:\n  - view: placements\n');
    const back = story(
      'b.yaml',
      'name: Bakåt\nagreement: dalarna-hvb-2025\nsteps:\n  - at: 2026-03-01T09:00Z\n  - at: 2026-01-01T09:00Z\n',
    );
    const good = story('c.yaml', 'name: Tom\nagreement: dalarna-hvb-2025\nsteps:\n  - view: placements\n');
    const { code, out, err } = await run(['--setting=emergencyMonths=3', none, back, good]);
    expect(code).toBe(1);
    expect(err).toContain('Utan avtal: it has no agreement');
    expect(err).toContain('Bakåt: /steps/1/at');
    expect(out).toBe('Tom – om (if) emergencyMonths=3\n  inget skiljer (nothing differs)\n');
  });
});
