import { writeFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { openFakeDoor, type FakeDoor } from '../../../test/support/fake-door.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { EXIT } from './exit-codes.js';
import { replay, type ReplayOptions } from './replay.js';

const step = (position: string, changes: readonly object[]) => ({
  ...{ position, eventId: 'e', type: 'se.hvbhub.placement.ended.v1', recordedAt: '2026-03-01T08:00:00.000Z', changes },
});
const HEAD = { of: 'placement/1', view: 'placement', asOf: '2026-03-01', knownFrom: '0', asOfPosition: '9' };
const CHANGED = { pointer: '/status', before: 'started', after: 'ended' };
const PAGES: Readonly<Record<string, object>> = {
  '': { ...HEAD, changes: [CHANGED], steps: [step('3', []), step('5', [{ pointer: '', after: { a: 1 } }])], next: '5' },
  '5': { ...HEAD, changes: [CHANGED], steps: [step('9', [CHANGED, { pointer: '/gone', before: 1 }])], next: null },
};

describe('hvb-hub replay', () => {
  const token = temporaryFile('t.token');
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let door: FakeDoor;
  let refused: [number, unknown] | null;
  beforeEach(async () => {
    writeFileSync(token, 'token of auditor\n');
    refused = null;
    door = await openFakeDoor(
      ({ path }) => refused ?? [200, PAGES[new URLSearchParams(path.split('?')[1]).get('after') ?? '']],
    );
    printed.mockClear();
    complained.mockClear();
  });
  afterEach(() => door.stop());
  afterAll(() => {
    printed.mockRestore();
    complained.mockRestore();
  });
  const run = (more: Partial<ReplayOptions> = {}) => replay({ token, url: door.url, of: 'placement/1', ...more });
  const lines = () => printed.mock.calls.map(([line]) => line as string);

  it('prints each event with what it changed, page after page', async () => {
    expect(await run()).toBe(EXIT.ok);
    expect(lines()).toEqual([
      'placement/1 placement, per (as of) 2026-03-01, känt (known) 0 – 9',
      ...['', '3  2026-03-01T08:00:00.000Z  se.hvbhub.placement.ended.v1', '  ändrade inget (changed nothing)'],
      ...['', '5  2026-03-01T08:00:00.000Z  se.hvbhub.placement.ended.v1', '  /  + {"a":1}'],
      ...[
        '',
        '9  2026-03-01T08:00:00.000Z  se.hvbhub.placement.ended.v1',
        '  /status  "started" → "ended"',
        '  /gone  - 1',
      ],
    ]);
  });

  it('prints what differs between two moments, and asks for no step of it', async () => {
    expect(await run({ view: 'costs', asOf: '2026-02-01', knownFrom: '3', knownAt: '9', difference: true })).toBe(
      EXIT.ok,
    );
    expect(lines().slice(1)).toEqual(['  /status  "started" → "ended"']);
    expect(door.asked.map(({ path }) => path)).toEqual([
      '/v1/audit/replay?of=placement%2F1&view=costs&asOf=2026-02-01&knownFrom=3&knownAt=9&limit=1',
    ]);
  });

  it('prints one object where a program reads', async () => {
    expect(await run({ json: true })).toBe(EXIT.ok);
    const [whole] = lines().map((line) => JSON.parse(line) as { steps: { position: string }[] });
    expect(whole).toMatchObject({ ...HEAD, changes: [CHANGED], next: null });
    expect(whole?.steps.map(({ position }) => position)).toEqual(['3', '5', '9']);
    printed.mockClear();
    expect(await run({ json: true, difference: true })).toBe(EXIT.ok);
    expect(JSON.parse(lines()[0] ?? '')).toEqual({ ...HEAD, changes: [CHANGED], steps: [], next: null });
  });

  it('ends with 1 where it is refused, 2 without a token, 3 where no hub answers', async () => {
    refused = [404, { code: 'NotFound' }];
    expect(await run()).toBe(EXIT.refused);
    expect(complained.mock.calls.join()).toContain('NotFound');
    refused = [503, { code: 'GroundsBehind' }];
    expect(await run()).toBe(EXIT.unavailable);
    expect(await run({ token: temporaryFile('none') })).toBe(EXIT.usage);
    expect(await run({ url: 'http://127.0.0.1:1' })).toBe(EXIT.unavailable);
  });
});
