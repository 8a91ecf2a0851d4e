import { writeFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { openFakeDoor, type FakeDoor } from '../../../test/support/fake-door.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { EXIT } from './exit-codes.js';
import { tail, type TailOptions } from './tail.js';

const entry = (sequence: number) => ({
  ...{ sequence, position: `${sequence * 10}`, eventId: 'e', type: 'se.hvbhub.placement.changed.v1' },
  ...{ subject: 'placement/1', recordedAt: '2026-01-15T08:00:00.000Z' },
});

describe('hvb-hub tail', () => {
  const token = temporaryFile('t.token');
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let door: FakeDoor;
  let answers: (path: string) => [number, unknown];
  beforeEach(async () => {
    writeFileSync(token, 'token of somebody\n');
    door = await openFakeDoor(({ path }) => answers(path));
    printed.mockClear();
    complained.mockClear();
  });
  afterEach(() => door.stop());
  afterAll(() => {
    printed.mockRestore();
    complained.mockRestore();
  });
  const run = (more: Partial<TailOptions> = {}) => tail({ token, url: door.url, after: '0', once: true, ...more });
  const lines = () => printed.mock.calls.map(([line]) => line as string);

  it('prints the feed of a party from where it is told, page after page, to its end', async () => {
    const pages: Readonly<Record<string, readonly object[]>> = {
      '3': [entry(4), { sequence: 5, gone: true }],
      '5': [entry(6)],
      '6': [],
    };
    answers = (path) => [200, pages[new URLSearchParams(path.split('?')[1]).get('after') ?? '']];
    expect(await run({ after: '3' })).toBe(EXIT.ok);
    expect(lines()).toEqual([
      '4  2026-01-15T08:00:00.000Z  se.hvbhub.placement.changed.v1  placement/1  40',
      '5  (får inte längre berättas; may no longer be told of)',
      '6  2026-01-15T08:00:00.000Z  se.hvbhub.placement.changed.v1  placement/1  60',
    ]);
    expect(door.asked.map(({ path }) => path)).toEqual([3, 5, 6].map((after) => `/v1/feed?after=${after}&limit=1000`));
  });

  it('prints objects where a program reads', async () => {
    answers = (path) => [200, path.includes('after=0') ? [entry(1)] : []];
    expect(await run({ json: true })).toBe(EXIT.ok);
    expect(lines()).toEqual([JSON.stringify(entry(1))]);
  });

  it('follows the log where the token is no party’s', async () => {
    const { sequence: _number, ...event } = entry(1);
    answers = (path) => (path.startsWith('/v1/feed') ? [403, {}] : [200, [event]]);
    expect(await run()).toBe(EXIT.ok);
    expect(lines()).toEqual(['2026-01-15T08:00:00.000Z  se.hvbhub.placement.changed.v1  placement/1  10']);
    expect(door.asked.at(-1)?.path).toBe('/v1/audit/events?after=0&limit=1000');
  });

  it('ends with 1 where it is refused, 2 without a token, 3 where no hub answers', async () => {
    answers = () => [400, { code: 'BadRequest' }];
    expect(await run({ after: 'x&y' })).toBe(EXIT.refused);
    expect(door.asked[0]?.path).toBe('/v1/feed?after=x%26y&limit=1000');
    answers = () => [403, { code: 'Forbidden' }];
    expect(await run()).toBe(EXIT.refused);
    expect(complained.mock.calls.join()).toContain('Forbidden');
    answers = () => [503, { code: 'NotReady' }];
    expect(await run()).toBe(EXIT.unavailable);
    expect(await run({ token: temporaryFile('none') })).toBe(EXIT.usage);
    expect(await run({ url: 'http://127.0.0.1:1' })).toBe(EXIT.unavailable);
  });
});
