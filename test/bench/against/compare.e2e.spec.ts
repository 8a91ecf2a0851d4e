/** Needs `npm run build`. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const bench = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['dist/test/bench/main.js', '--small', ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });

describe('a comparison of two checkouts', () => {
  it('tells what the same work takes of the processors in each, and the ratio, round by round', async () => {
    const { stdout, stderr } = await bench('--against', '.', 'validation', '--rounds', '3');
    const [, ours, other, unit, ratio] =
      /^\| message validation \| \S+ \| ([\d. ]+) \([^|]+\) \| ([\d. ]+) \([^|]+\) \| ([^|]+) \| ([\d.]+) \(/m.exec(
        stdout,
      ) ?? [];
    expect({ unit, stderr }).toMatchObject({ unit: 'µs CPU/message' });
    for (const figure of [ours, other, ratio]) expect(Number(figure)).toBeGreaterThan(0);
    expect(stdout).toMatch(/Processor time, user and system, of all threads: \S+ \(ours\) against \S+\./);
  });

  it('is refused where the folder holds no built checkout, where a row is unknown, and without rounds', async () => {
    await expect(bench('--against', 'docs')).rejects.toMatchObject({
      stderr: expect.stringContaining('is not a built checkout'),
    });
    await expect(bench('--against', '.', 'none-such')).rejects.toMatchObject({
      stderr: expect.stringContaining('there are http-single, view, rebuild'),
    });
    await expect(bench('--against', '.', '--rounds', '0')).rejects.toMatchObject({
      stderr: expect.stringContaining('from 1 to 99'),
    });
  });
});
