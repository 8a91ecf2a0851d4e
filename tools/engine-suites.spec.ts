import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../test/support/temporary-folder.js';
import { engineSuites } from './engine-suites.js';

function tree(...files: readonly string[]): string {
  const root = temporaryFolder();
  for (const file of ['apps/x', 'infra/x', 'libs/x', 'test/x', ...files]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

describe('the end of npm test', () => {
  it('names every suite that was not run, and how to run it', () => {
    const root = tree('libs/a/src/b.engine.spec.ts', 'libs/a/src/b.int.spec.ts', 'infra/engines/c.engine.spec.ts');
    expect(engineSuites(root)).toEqual([
      'Not run: 2 suites with real engines (PostgreSQL, Apache Kafka):',
      '  infra/engines/c.engine.spec.ts',
      '  libs/a/src/b.engine.spec.ts',
      'To run them: infra/engines/install, then npm run test:engines',
    ]);
  });

  it('says so where there is none', () => {
    expect(engineSuites(tree('libs/a/src/b.int.spec.ts'))).toEqual(['Every spec was run.']);
  });
});
