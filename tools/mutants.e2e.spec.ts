/** Needs `npm run build`. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const mutants = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['dist/tools/mutants.js', ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });

/** Each of them is judged by the specs of the law, run anew. */
const NAMED_MS_MAX = 900_000;

describe('the mutants of the law', () => {
  it(
    'that have a name are each told of by a spec',
    async () => {
      const { stdout } = await mutants('--named');
      const [, killed, all] = /named mutants: (\d+) of (\d+) killed/.exec(stdout) ?? [];
      expect(killed).toBe(all);
      expect(Number(all)).toBeGreaterThanOrEqual(20);
    },
    NAMED_MS_MAX,
  );

  it('are not judged where it is not said which', async () => {
    await expect(mutants()).rejects.toMatchObject({ code: 2, stdout: expect.stringContaining('usage: mutants') });
    await expect(mutants('--sample', 'some')).rejects.toMatchObject({ code: 2 });
  });
});
