import { writeFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { openFakeDoor, type FakeDoor } from '../../../test/support/fake-door.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { EXIT } from './exit-codes.js';
import { list, type ListOptions } from './list.js';

const JOB = { jobId: 'j', kind: 'list', state: 'done', done: 9, total: 9 };
const HEAD = { list: 'placements', asOf: '2026-03-01', asOfPosition: '9' };
const PAGES: Readonly<Record<string, object>> = {
  '0': { ...HEAD, items: [{ placementId: 'a' }], next: '1000' },
  '1000': { ...HEAD, items: [{ placementId: 'b' }], next: null },
};

describe('hvb-hub list', () => {
  const token = temporaryFile('t.token');
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let door: FakeDoor;
  let jobs: object[];
  let refused: [number, unknown] | null;
  beforeEach(async () => {
    writeFileSync(token, 'token of auditor\n');
    jobs = [JOB];
    refused = null;
    door = await openFakeDoor(({ path, method }) => {
      if (refused) return refused;
      if (method === 'POST') return [202, { ...JOB, state: 'running' }];
      if (path === '/v1/audit/jobs/j') return [200, jobs.shift()];
      return [200, PAGES[new URLSearchParams(path.split('?')[1]).get('after') ?? '']];
    });
    printed.mockClear();
    complained.mockClear();
  });
  afterEach(() => door.stop());
  afterAll(() => {
    printed.mockRestore();
    complained.mockRestore();
  });
  const run = (more: Partial<ListOptions> = {}) => list('placements', { token, url: door.url, knownAt: '9', ...more });
  const lines = () => printed.mock.calls.map(([line]) => line as string);
  const complaints = () => complained.mock.calls.map(([line]) => line as string).join('\n');

  it('waits until it is made, and prints a row to a line, page after page', async () => {
    jobs = [{ ...JOB, state: 'running', done: 3 }, JOB];
    expect(await run({ asOf: '2026-03-01', where: ['party=kommun-2080', 'status=started'] })).toBe(EXIT.ok);
    expect(door.asked[0]!.body).toEqual({
      ...{ list: 'placements', knownAt: '9', asOf: '2026-03-01' },
      ...{ party: 'kommun-2080', status: 'started' },
    });
    expect(door.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/audit/lists',
      'GET /v1/audit/jobs/j',
      'GET /v1/audit/jobs/j',
      'GET /v1/audit/jobs/j/rows?limit=1000&after=0',
      'GET /v1/audit/jobs/j/rows?limit=1000&after=1000',
    ]);
    expect(lines()).toEqual([
      'placements, per (as of) 2026-03-01, känt (known) 9',
      '{"placementId":"a"}',
      '{"placementId":"b"}',
    ]);
  });

  it('prints one object where a program reads', async () => {
    expect(await run({ json: true })).toBe(EXIT.ok);
    expect(lines().map((line) => JSON.parse(line) as unknown)).toEqual([
      { ...HEAD, items: [{ placementId: 'a' }, { placementId: 'b' }], next: null },
    ]);
  });

  it('tells of one that was not made', async () => {
    jobs = [{ ...JOB, state: 'failed', problem: { code: 'TooLarge' } }];
    expect(await run()).toBe(EXIT.refused);
    expect(complaints()).toMatch(/Listan blev inte gjord .*TooLarge/);
  });

  it('tells what it is refused with, and whether it may be asked again', async () => {
    refused = [400, { code: 'InvalidValue' }];
    expect(await run()).toBe(EXIT.refused);
    expect(complaints()).toContain('InvalidValue');
    refused = [503, { code: 'LedgerUnavailable' }];
    expect(await run()).toBe(EXIT.unavailable);
  });

  it('asks nothing by a word without a value, without a token, or where no hub answers', async () => {
    expect(await run({ where: ['party'] })).toBe(EXIT.usage);
    expect(await run({ where: ['=x'] })).toBe(EXIT.usage);
    expect(complaints()).toContain('party: skrivs ord=värde (is written word=value)');
    expect(await run({ token: temporaryFile('none.token') })).toBe(EXIT.usage);
    expect(door.asked).toEqual([]);
    expect(await run({ url: 'http://127.0.0.1:1' })).toBe(EXIT.unavailable);
  });
});
