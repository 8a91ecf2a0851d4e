/** What the guides say of the code, held against the code. */
import { readFileSync, readdirSync } from 'node:fs';
import { PROBLEMS, parseJson, readMessage } from '#contracts';
import { openResultFile } from '#follow';
import { EXIT } from '../../apps/cli/src/exit-codes.js';
import { TABLES } from '../../apps/projector/src/lists/lists.js';
import { storedColumns } from '../../apps/projector/src/rows/row-columns.js';
import { ROW_MIGRATIONS } from '../../apps/projector/src/rows/row-schema.sqlite.js';
import { wovenGuide } from '../../tools/list-guide.js';
import { optionsFrom } from '../../apps/standalone/src/environment.js';
import { temporaryFile } from '../support/temporary-folder.js';
import { blocksOf, codeIn, rowsUnder } from './documents.js';
import { sourceFiles } from './source-files.js';

const document = (path: string): string => readFileSync(path, 'utf8');
const readme = document('README.md');
const operations = document('docs/guides/operations.md');
const code = sourceFiles(['apps', 'libs'], ['.ts']).filter(({ name }) => !name.endsWith('.spec.ts'));

/** What each message of a text of JSON is refused for; undefined for one that holds. */
function refusalsOf(text: string): readonly (string | undefined)[] {
  const parsed = parseJson(Buffer.from(text));
  const messages = parsed.ok ? [parsed.value].flat() : [text];
  return messages.map((message) => {
    const read = readMessage(message);
    return read.ok ? undefined : `${read.problem.code} ${read.problem.pointer ?? ''}`;
  });
}

describe('the guide to a first integration', () => {
  it('has every problem code, with its status and its words', () => {
    const rows = rowsUnder(document('docs/guides/first-integration.md')).filter(([cell]) => codeIn(cell) in PROBLEMS);
    const told = rows.map(([cell, status, sv, en]) => [codeIn(cell), Number(status), sv, en]);
    const known = Object.entries(PROBLEMS).map(([name, entry]) => {
      const { status, detail_sv, detail_en } = entry;
      return [name, status, detail_sv, detail_en];
    });
    expect(new Map(told.map(([name, ...rest]) => [name, rest]))).toEqual(
      new Map(known.map(([name, ...rest]) => [name, rest])),
    );
    expect(told).toHaveLength(known.length);
  });
});

describe('the guide to the list rows', () => {
  const guide = document('docs/guides/list-rows.md');
  const file = openResultFile({ path: temporaryFile('rows.db'), migrations: ROW_MIGRATIONS });
  const { db } = file;
  const OF_THE_FOLLOWER = ['migration', 'checkpoint', 'total'];
  /** Of every table in a file, told of once. */
  const CHECKSUM = 'crc';
  const tables = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid`)
    .pluck()
    .all()
    .filter((name) => !OF_THE_FOLLOWER.includes(name));
  afterAll(() => {
    file.close();
  });

  it.each(tables)('has every column of %s with its meaning, and none that is not there', (table) => {
    const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
    const told = rowsUnder(guide, table);
    expect([...told.map(([cell]) => codeIn(cell)), CHECKSUM]).toEqual(columns);
    expect(guide).toContain(`\`${CHECKSUM}\``);
    const entry = Object.values(TABLES).find(({ name }) => name === table)!;
    expect(told.map(([cell, meaning]) => [codeIn(cell), meaning])).toEqual(
      storedColumns(entry).map(({ name, meaning }) => [name, meaning]),
    );
  });

  it('is woven from the entries of the tables', () => {
    expect(wovenGuide(guide)).toBe(guide);
  });

  it('has samples that the tables answer', () => {
    const samples = blocksOf(guide, 'sql');
    expect(samples.length).toBeGreaterThan(3);
    for (const sample of samples) expect(db.prepare(sample).all()).toEqual([]);
  });
});

describe('the guide to operations', () => {
  /** Values as written in code: whole numbers and their products. */
  const values = new Map(
    code.flatMap(({ text }) =>
      Array.from(
        text.matchAll(/^(?:export )?const ([A-Z_]+) = ([\d_]+(?: \* [\d_]+)*);/gm),
        ([, name, product = '']) => {
          const factors = product.split('*').map((factor) => Number(factor.replaceAll('_', '')));
          return [name, factors.reduce((a, b) => a * b, 1)] as const;
        },
      ),
    ),
  );
  const UNITS: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 * 1024, s: 1000 };

  it('has bounds as they are in the code', () => {
    const told = rowsUnder(operations, 'Bounds').map(([, name, value = '']) => {
      const [number, unit] = value.split(' ');
      return [codeIn(name), Number(number) * (unit === undefined ? 1 : (UNITS[unit] ?? Number.NaN))] as const;
    });
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual(told.map(([name]) => [name, values.get(name)]));
  });

  it('has every metric of the hub’s own', () => {
    // Where a metric is made; schemas of the database have names of the same form.
    const metrics = new Set(code.flatMap(({ text }) => text.match(/(?<=(?:name: |gauge\()')hvb_[a-z_]+(?=')/g) ?? []));
    expect(metrics.size).toBeGreaterThan(5);
    expect([...metrics].filter((name) => !operations.includes(name))).toEqual([]);
  });
});

describe('the README', () => {
  it('has every variable of the environment, with its default', () => {
    const told = rowsUnder(readme, 'Configuration').map(([name, value]) => [codeIn(name), codeIn(value)] as const);
    const read = code.flatMap(({ text }) => text.match(/(?<=')HVB_[A-Z0-9_]+(?=')/g) ?? []);
    expect(told.map(([name]) => name).sort()).toEqual([...new Set(read)].sort());
    const { dataDir, port } = optionsFrom({});
    expect(Object.fromEntries(told)).toMatchObject({ HVB_DATA_DIR: dataDir, HVB_PORT: String(port) });
  });

  it('has the exit codes of the command line', () => {
    const told = /Exit codes: (\d) ok, (\d) refused or found wrong, (\d) usage or settings, (\d) unavailable/.exec(
      readme,
    );
    expect(told?.slice(1).map(Number)).toEqual([EXIT.ok, EXIT.refused, EXIT.usage, EXIT.unavailable]);
  });

  it('sends messages that hold, and so do the examples', () => {
    const sent = /<<EOF\n(.*?)^EOF$/ms.exec(readme)?.[1] ?? '';
    const words: Readonly<Record<string, string>> = {
      P: '0f8a4c9e-3b52-4f0e-8f7e-6d1b2a3c4d5e',
      NOW: '2026-11-22T09:00:00+01:00',
      START: '2026-11-12',
      END: '2027-05-11',
    };
    const filled = sent.replace(/\$([A-Z]+)/g, (_, name: string) => words[name] ?? name);
    expect(refusalsOf(filled)).toEqual([undefined, undefined]);
    const folder = 'docs/guides/examples';
    for (const file of readdirSync(folder)) {
      expect([file, ...refusalsOf(document(`${folder}/${file}`)).filter(Boolean)]).toEqual([file]);
    }
  });
});
