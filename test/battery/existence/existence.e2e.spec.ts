/** `npm run battery -- existence` measures two thousand pairs at every door. Needs `npm run build`. */
import { Agent, createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { seeded } from '../../bench/seeded.js';
import { existenceReport, doorInWords } from './existence-rounds.js';
import { EXISTENCE_DOORS, measureExistence, timed } from './existence.js';
import { apart, isTold, timePairs, type Apart } from './halves.js';

const PAIRS = 4;
const SLOW_PAIRS = 12;
const SLOW_MS = 100;
const MS_MAX = 600_000;

/** Refuses what is another's by so much more work than what never was. */
async function slowServer(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(({ url = '' }, answer) => {
    setTimeout(
      () => answer.writeHead(url.startsWith('/200') ? 200 : 404).end('{}'),
      url.startsWith('/a') ? SLOW_MS : 0,
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('how long a refusal takes (A7)', () => {
  it(
    'is measured of a hub at each door that is named, of ids that are there and of ids that are not',
    async () => {
      const only = ['placements/{id}/costs', 'consents/{id}', 'explain?event'];
      const measured: (readonly [string, Apart])[] = [];
      for await (const one of measureExistence({ pairs: PAIRS, seed: 1, only: (door) => only.includes(door) }))
        measured.push(one);
      expect(measured.map(([door]) => door)).toEqual(only);
      for (const [, { anothers, never }] of measured) expect([anothers > 0, never > 0]).toEqual([true, true]);
      expect(EXISTENCE_DOORS).toEqual(expect.arrayContaining(only));
    },
    MS_MAX,
  );

  it(
    'tells what is there where it is longer for what is another’s, and a status that is no refusal ends it',
    async () => {
      const { server, url } = await slowServer();
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const ask = (path: string): Promise<number> => timed(`${url}/${path}`, 'Bearer x', agent);
      const { anothers, never } = await timePairs(
        ask,
        Array.from({ length: SLOW_PAIRS }, (_, n) => `a${n}`),
        () => 'n',
      );
      const found = apart(anothers, never, seeded(1));
      expect(found.anothers).toBeGreaterThanOrEqual(SLOW_MS * 900);
      expect(isTold(found)).toBe(true);
      await expect(ask('200')).rejects.toThrow('/200: 200');
      agent.destroy();
      server.close();
    },
    MS_MAX,
  );

  it('is told as a page, and which doors tell', () => {
    const even = { anothers: 1_000, never: 1_010, classes: 10, halves: 10 };
    const uneven = { anothers: 1_000, never: 1_500, classes: 500, halves: 20 };
    const told = { date: '2026-11-30', pairs: 2, seed: 7, machine: 'Node' };
    const page = existenceReport(
      [
        ['sips/{id}', even],
        ['concerns/{id}', uneven],
      ],
      told,
    );
    expect(page).toContain('| `sips/{id}` | 1000 | 1010 | 10 | 10 | no |');
    expect(page).toContain('| `concerns/{id}` | 1000 | 1500 | 500 | 20 | **yes** |');
    expect(page).toContain('1 of 2 doors tell what is there.');
    expect(existenceReport([['sips/{id}', even]], told)).toContain('None of 1 doors tells what is there.');
    expect(doorInWords('sips/{id}', even)).toBe(
      "sips/{id}: another's 1000 µs, never 1010 µs, apart 10 µs, halves 10 µs",
    );
    expect(doorInWords('concerns/{id}', uneven)).toMatch(/ TOLD$/);
  });
});
