import fc from 'fast-check';
import { seeded } from '../../../../test/bench/seeded.js';
import { always } from '../../../../test/support/always.js';
import { numberInId, numberInText } from '../../../../test/support/planted.js';
import { holdsPersonNumber, isPersonnummer } from './index.js';

describe('a text that holds a person number', () => {
  it.each([
    '811218-9876',
    '198112189876',
    'arende-8112189876',
    'a19811218-9876b',
    '811218+9876',
    '811218 9876',
    'x.811218.9876',
    '811218_9876',
    '811218:9876',
    '19811218–9876',
    '701063-2391',
    '197010632391',
    '0001-811218-9876-17',
    '2080198112189876',
    '19811218987601',
    '1 2 3 8112189876',
    '191212_121212',
    '1912121212-12',
    '1.9.1.2.1.2.1.2.1.2.1.2',
    '8-1-1-2-1-8-9-8-7-6',
    '1981 12 18 98 76',
    '811218--9876',
    '811218 – 9876',
    '8112\u200b189876',
    '\u06f8\u06f1\u06f1\u06f2\u06f1\u06f8-9876',
    '８１１２１８９８７６',
    '%38112189876',
    '811218%2D9876',
    '%2538%2531%2531218-9876',
    '%ff8112189876',
    '900073-2389',
    '901260-2380',
    'sak:900060-2384',
  ])('is %j', (text) => {
    expect(holdsPersonNumber(text)).toBe(true);
  });

  it.each([
    '',
    'evt-1',
    '811218-9875',
    '811218-98765',
    '5811218-9876',
    '20260115093000',
    '20260115093000123',
    '1768467600000',
    '232100-0016',
    'b3a1c9de-3f4b-4c2d-9a77-0f5d2f6f1c11',
    'kommun-2080.socialnamnden',
    '8112189876'.split('').join('x'),
    '811218x9876',
    '20261128-093015',
    '2026-11-28T09:30:15.123',
    'evt-123456789',
    '%38%31',
    '%',
  ])('is not %j', (text) => {
    expect(holdsPersonNumber(text)).toBe(false);
  });

  it('is not a moment to the second or the thousandth, of the years in which messages are sent', () => {
    const moment = '20200101093910';
    expect(isPersonnummer(moment.slice(0, 12))).toBe(true);
    expect(holdsPersonNumber(moment)).toBe(false);
    expect(holdsPersonNumber(`${moment}123`)).toBe(false);
    for (const other of [moment.slice(0, 12), `${moment}1`, `${moment.slice(0, 12)}99`, '20191231093310'])
      expect([other, holdsPersonNumber(other)]).toEqual([other, true]);
  });

  it('is any in which one is planted, whatever stands between its digits and whatever script they are of', () => {
    always(
      fc.property(fc.nat(), (seed) => {
        const from = seeded(seed);
        for (const text of [numberInId(from), numberInText(from)])
          expect([text, holdsPersonNumber(text)]).toEqual([text, true]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('may have other digits beside it, where every window is asked', () => {
    expect(holdsPersonNumber('00000000-0000-0000-0000-008112189876')).toBe(false);
    expect(holdsPersonNumber('00000000-0000-0000-0000-008112189876', true)).toBe(true);
    expect(holdsPersonNumber('00001981-1218-9876-0000-000000000000', true)).toBe(true);
    expect(holdsPersonNumber('00000000-0000-0000-0000-000000000001', true)).toBe(false);
  });

  it.each(['1', '1.', '%25', '%3', '\u0661', 'a1', '20260115093000 '])(
    'is read in time that grows with its length only: %j again and again',
    (part) => {
      const cpuMs = (times: number): number => {
        const before = process.cpuUsage();
        holdsPersonNumber(part.repeat(times));
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      };
      cpuMs(10_000);
      expect(cpuMs(40_000)).toBeLessThan(20 * Math.max(cpuMs(10_000), 5));
    },
  );
});
