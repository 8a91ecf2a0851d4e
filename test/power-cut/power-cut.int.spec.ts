import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFile, temporaryFolder } from '../support/temporary-folder.js';
import { brokenPromises, promisesIn, runAppender } from './acknowledged.js';

const CUTS = 20;

/** The compiled library; undefined where there is no C compiler, which only a developer's machine may lack. */
const library = compile();

function compile(): string | undefined {
  const source = fileURLToPath(new URL('./power-cut.c', import.meta.url));
  const output = join(temporaryFolder(), 'power-cut.so');
  try {
    execFileSync('gcc', ['-O1', '-shared', '-fPIC', '-o', output, source, '-ldl', '-lpthread'], { stdio: 'pipe' });
    return output;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
    return undefined;
  }
}

const withPower = (settings: Readonly<Record<string, number>>): Record<string, string> => ({
  LD_PRELOAD: library ?? '',
  CUT_FILES: 'events.sqlite',
  ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
});

/** Cuts the power `CUTS` times at different moments; gives how many promises were made and how many were broken. */
async function cutRepeatedly(mode: 'durable' | 'careless'): Promise<{ promised: number; broken: number }> {
  const total = { promised: 0, broken: 0 };
  for (let cut = 0; cut < CUTS; cut += 1) {
    const path = temporaryFile('events.sqlite');
    // Every other time nothing unsynced survives; else a part of it does, in no order.
    const env = withPower({ CUT_AFTER: 60 + cut * 173, CUT_KEEPS: cut % 2 === 0 ? 0 : cut });
    const { lines, code, stderr } = await runAppender(path, { mode, env });
    if (code !== 137) throw new Error(`the appender ended by itself with ${String(code)}: ${stderr}`);
    total.promised += promisesIn(lines).length;
    total.broken += await brokenPromises(path, lines);
  }
  return total;
}

function given(what: string, examples: () => void): void {
  if (library !== undefined) describe(what, examples);
  else
    it(`${what} is not tested here: there is no gcc`, () => {
      expect(process.env['CI']).not.toBe('true');
    });
}

given('a power cut', () => {
  it(`takes no acknowledged event and damages none: ${CUTS} cuts under load`, async () => {
    const { promised, broken } = await cutRepeatedly('durable');
    expect(promised).toBeGreaterThan(CUTS);
    expect(broken).toBe(0);
  });

  it('does take them where commits are not synced: the test can see what it looks for', async () => {
    const { broken } = await cutRepeatedly('careless');
    expect(broken).toBeGreaterThan(0);
  });
});

given('a full disk', () => {
  it.each([300_000, 1_000_000, 3_000_000])(
    'at %i bytes is told as unavailable; all that was acknowledged is read, then and after it has been made room',
    async (bytes) => {
      const path = temporaryFile('events.sqlite');
      const { lines, code, stderr } = await runAppender(path, { env: withPower({ CUT_FULL_AT: bytes }) });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const told = /^unavailable (\d+)$/.exec(lines.at(-1) ?? '');
      expect(Number(told?.[1])).toBe(promisesIn(lines).length);
      expect(await brokenPromises(path, lines)).toBe(0);
    },
  );
});

given('an error of the disk on syncing', () => {
  it.each([
    [6, /FileUnusable: .*events\.sqlite: diskFails/],
    [15, /LogBroken/],
    [60, /LogBroken/],
  ])('at sync %i ends the process, which acknowledges nothing more and says %s', async (sync, said) => {
    const path = temporaryFile('events.sqlite');
    const { lines, code, stderr } = await runAppender(path, { env: withPower({ CUT_BAD_SYNC: sync }) });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(said);
    expect(await brokenPromises(path, lines)).toBe(0);
  });
});
