import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Cruised, cruise } from './cruise.js';
import { folderCircles } from './folder-circles.js';

/** All of the tree is read, beside other specs. */
const PATIENCE_MS = 600_000;

describe('the libs and apps of this project', () => {
  let cruised: Cruised;
  beforeAll(async () => {
    cruised = await cruise(process.cwd());
  }, PATIENCE_MS);

  it('import to the left only, by front doors, without cycles, and clients only in their adapters', () => {
    const { violations, totalCruised } = cruised.summary;
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThan(100);
  });

  it('stand in folders of which none leads back to itself', () => {
    expect(folderCircles(cruised, /^(libs\/domain|apps\/hub)\/src\/.+\//)).toEqual([]);
  });

  it('are seen as they are written: an alias leads to its source, not to a built file that no rule names', () => {
    const aliased = cruised.modules
      .flatMap(({ dependencies }) => dependencies)
      .filter(({ module }) => module.startsWith('#'));
    expect(aliased.length).toBeGreaterThan(20);
    expect(aliased.filter(({ resolved }) => !/^(libs|apps)\/[^/]+\/src\/\w+\.ts$/.test(resolved))).toEqual([]);
  });
});

describe('the dependency rules', () => {
  const inOrder = {
    'libs/domain/src/index.ts': `export * from './facts.js';`,
    'libs/domain/src/facts.ts': `export const day = 'day';`,
    'libs/domain/src/kernel/day.ts': `export const day = 'day';`,
    'libs/domain/src/fact/entry.ts': `export * from '../kernel/day.js';`,
    'libs/domain/src/placement/facts/placement.ts': `export * from '../../fact/entry.js';`,
    'libs/domain/src/saying/effective.ts': `export * from '../placement/facts/placement.js';`,
    'libs/domain/src/story/story.ts': `export * from '../saying/effective.js';`,
    'libs/domain/src/making/finding.ts': `export * from '../kernel/day.js';`,
    'libs/domain/src/placement/placement.decider.ts': `export * from '../story/story.js';`,
    'libs/domain/src/case/assess.ts': `export * from '../placement/placement.decider.js';`,
    'libs/contracts/src/index.ts': `export { day } from '#domain/facts';`,
    'libs/event-log/src/index.ts': `export { day } from '#contracts'; export * from './log.sqlite.js';`,
    'libs/event-log/src/log.sqlite.ts': `import Database from 'better-sqlite3'; export const open = Database;`,
    'libs/access/src/index.ts': `export * from '#event-log';`,
    'libs/cases/src/index.ts': `export * from '#access';`,
    'libs/follow/src/index.ts': `export * from '#cases';`,
    'libs/proof/src/index.ts': `export * from '#follow';`,
    'libs/bundle/src/index.ts': `export * from '#proof';`,
    'libs/http/src/index.ts': `export * from '#bundle';`,
    'apps/hub/src/index.ts': `export { open } from '#http';`,
    'apps/projector/src/index.ts': `export { open } from '#http';`,
    'infra/engines/index.ts': `export * from '#hub';`,
  };
  /** Each breaks the rule it stands under, in a file of its own. */
  const outOfOrder: readonly (readonly [string, string, string])[] = [
    ['domain-imports-left-only', 'libs/domain/src/right.ts', `import '#contracts';`],
    ['contracts-imports-left-only', 'libs/contracts/src/right.ts', `import '#event-log';`],
    ['event-log-imports-left-only', 'libs/event-log/src/right.ts', `import '#hub';`],
    ['access-imports-left-only', 'libs/access/src/right.ts', `import '#cases';`],
    ['cases-imports-left-only', 'libs/cases/src/right.ts', `import '#follow';`],
    ['follow-imports-left-only', 'libs/follow/src/right.ts', `import '#proof';`],
    ['proof-imports-left-only', 'libs/proof/src/right.ts', `import '#bundle';`],
    ['bundle-imports-left-only', 'libs/bundle/src/right.ts', `import '#http';`],
    ['http-imports-left-only', 'libs/http/src/right.ts', `import '#projector';`],
    ['domain-is-pure', 'libs/domain/src/reads-files.ts', `import 'node:fs';`],
    [
      'law-numbers-and-rules-stands-on-what-is-beneath',
      'libs/domain/src/rules/climbs.ts',
      `import '../fact/entry.js';`,
    ],
    [
      'law-what-may-be-told-stands-on-what-is-beneath',
      'libs/domain/src/placement/facts/climbs.ts',
      `import '../placement.decider.js';`,
    ],
    ['law-saying-stands-on-what-is-beneath', 'libs/domain/src/saying/climbs.ts', `import '../story/story.js';`],
    ['law-story-stands-on-what-is-beneath', 'libs/domain/src/story/climbs.ts', `import '../making/finding.js';`],
    [
      'law-making-stands-on-what-is-beneath',
      'libs/domain/src/making/climbs.ts',
      `import '../placement/placement.decider.js';`,
    ],
    ['law-each-matter-stands-on-what-is-beneath', 'libs/domain/src/sip/climbs.ts', `import '../case/assess.js';`],
    ['contracts-never-judge', 'libs/contracts/src/judges.ts', `import '#domain';`],
    ['hub-and-projector-are-strangers', 'apps/hub/src/reads.ts', `import '#projector';`],
    ['projector-and-hub-are-strangers', 'apps/projector/src/writes.ts', `import '#hub';`],
    ['infra-is-not-built-on', 'apps/hub/src/starts.ts', `import '../../../infra/engines/index.js';`],
    ['no-circular', 'libs/access/src/circle.ts', `import './circle.js';`],
    ['libs-by-their-front-door', 'apps/hub/src/climbs.ts', `import '../../../libs/event-log/src/log.sqlite.js';`],
    ['better-sqlite3-only-in-its-adapter', 'apps/hub/src/stores.ts', `import 'better-sqlite3';`],
    ['pg-only-in-its-adapter', 'libs/event-log/src/stores.sqlite.ts', `import 'pg';`],
    ['kafkajs-only-in-its-adapter', 'apps/hub/src/consumes.ts', `import 'kafkajs';`],
    ['kafkajs-only-in-its-adapter', 'infra/engines/administers.ts', `import 'kafkajs';`],
    ['@eventstore/db-client-only-in-its-adapter', 'libs/event-log/src/appends.ts', `import '@eventstore/db-client';`],
    ['@kurrent/kurrentdb-client-only-in-its-adapter', 'libs/http/src/a.ts', `import '@kurrent/kurrentdb-client';`],
  ];

  let root: string;
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'architecture-'));
    for (const file of ['package.json', 'tsconfig.json']) cpSync(file, join(root, file));
    for (const client of ['better-sqlite3', 'pg', 'kafkajs', '@eventstore/db-client', '@kurrent/kurrentdb-client']) {
      put(`node_modules/${client}/package.json`, `{ "name": "${client}", "main": "index.js" }`);
      put(`node_modules/${client}/index.js`, 'module.exports = {};');
    }
    for (const [file, text] of Object.entries(inOrder)) put(file, text);
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('find nothing in a tree that is in order', async () => {
    const { summary } = await cruise(root);
    expect(summary.violations).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(inOrder).length);
  });

  it('bite, each where it is broken', async () => {
    for (const [, file, text] of outOfOrder) put(file, text);
    const found = new Set((await cruise(root)).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`));
    expect(outOfOrder.map(([rule, file]) => `${rule}: ${file}`).filter((broken) => !found.has(broken))).toEqual([]);
  });
});
