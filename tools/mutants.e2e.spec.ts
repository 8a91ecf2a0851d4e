/** Needs `npm run build`. The law's own mutants are judged by `npm run mutants`, in CI too; here the command, on a law of two lines. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryFolder } from '../test/support/temporary-folder.js';

const COMMAND = resolve('dist/tools/mutants.js');

/** A law, the spec of it, and what random stories would be drawn from. */
const LAW: Readonly<Record<string, string>> = {
  'libs/domain/src/day/age.ts': 'export const isOfAge = (years: number): boolean => years >= 18;\n',
  'libs/domain/src/day/age.spec.ts': `import fc from 'fast-check';
import { isOfAge } from './age.js';

describe('of age', () => {
  it('is who has turned eighteen', () => {
    expect(isOfAge(18)).toBe(true);
    fc.assert(fc.property(fc.integer({ min: 0, max: 16 }), (years) => !isOfAge(years)));
  });
});
`,
  'libs/domain/src/day/before.ts':
    'export const isBefore = (day: string, end: string | null): boolean => end !== null && day < end;\n',
  'libs/domain/src/day/before.spec.ts': `import { isBefore } from './before.js';

describe('before', () => {
  it('is a day until the end, if there is one', () => {
    expect([null, '2026-01-01', '2026-01-02'].map((end) => isBefore('2026-01-01', end))).toEqual([false, false, true]);
  });
});
`,
  'libs/domain/tsconfig.json':
    '{ "compilerOptions": { "strict": true, "types": [], "target": "ES2023" }, "include": ["src"] }',
  'libs/domain/src/placement/facts/sample-parts.ts': 'export const SAMPLES = [];\n',
  'libs/domain/test/none.ts': 'export {};\n',
  'test/support/none.ts': 'export {};\n',
};

async function mutants(...args: string[]): Promise<{ readonly code: number; readonly stdout: string }> {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(LAW)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const env = { ...process.env, NODE_OPTIONS: '' };
  return new Promise((resolved) => {
    execFile(process.execPath, [COMMAND, ...args], { cwd: root, env }, (error, stdout) => {
      resolved({ code: Number(error?.code ?? 0), stdout });
    });
  });
}

describe('the mutants of the law', () => {
  it('are each judged by the specs; those that live are shown as they stand and as they were changed', async () => {
    const { stdout } = await mutants('--files', 'day/age.ts');
    expect(stdout).toContain('2 tests of 2 specs');
    expect(stdout).toMatch(/age\.ts:1 figure\n {2}was: .*18;\n {2}is: {2}.*17;/);
    expect(stdout).toMatch(/\n\d+ of \d+ killed/);
  });

  it('are judged by the compiler, too, where no spec tells of them: what it refuses is never there', async () => {
    const { stdout } = await mutants('--files', 'day/before.ts');
    expect(stdout).toMatch(/\n(\d+) of \1 killed \(100\.0 %\), [1-9]\d* of them by the compiler alone/);
  });

  it('that have a name must be in the law, and be told of', async () => {
    const { code, stdout } = await mutants('--named');
    expect([code, stdout]).toEqual([1, expect.stringMatching(/named, but not found once in [^]*named mutants: 0 of/)]);
  });

  it('are not judged where it is not said which', async () => {
    expect(await mutants()).toMatchObject({ code: 2, stdout: expect.stringContaining('usage: mutants') });
    expect(await mutants('--sample', 'some')).toMatchObject({ code: 2 });
  });
});
