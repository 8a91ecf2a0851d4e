import { randomUUID } from 'node:crypto';
import { type Recorded } from '#access';
import { type Uuid } from '#domain';
import { readsReport } from '../battery/reads/read-rounds.js';
import { item, NAMND, ownRead, readByRegion, REGION } from '../support/ledger-entries.js';
import { loneHalves, notEntered, type Entries } from './read-kill.js';
import { type Answered } from './reading-clients.js';

const id = (): Uuid => randomUUID() as string as Uuid;
const recorded = (entry: object): Recorded => entry as Recorded;
const SHOWN = '0a11ce00-0000-4000-8000-000000000001';
const answered: Answered = { shownTo: SHOWN, by: REGION, path: '/v1/placements', status: 200 };
const shownTo = (of: ReturnType<typeof ownRead>): Recorded => recorded({ ...of, who: { ...of.who, shownTo: SHOWN } });
const entries = (ofNamnd: readonly Recorded[], ofRegion: readonly Recorded[]): Entries =>
  new Map([
    [NAMND, ofNamnd],
    [REGION, ofRegion],
  ]);

describe('an answer that had come when the hub was killed', () => {
  it('is found without its entry, and not where whoever asked has one (B11)', () => {
    expect(notEntered([answered], entries([], []))).toEqual([answered]);
    expect(notEntered([answered], entries([shownTo(ownRead())], []))).toEqual([answered]);
    expect(notEntered([answered], entries([], [shownTo(readByRegion())]))).toEqual([]);
  });

  it('is found where one of its halves is missing, whichever, and not where both are there', () => {
    const request = id();
    const taken = recorded({ ...readByRegion({ request, controller: REGION }), items: [{ ...item(), of: NAMND }] });
    const given = recorded(readByRegion({ request }));
    expect(loneHalves(entries([given], [taken]))).toEqual([]);
    expect(loneHalves(entries([], [taken]))).toEqual([request]);
    expect(loneHalves(entries([given], []))).toEqual([request]);
    expect(loneHalves(entries([recorded(ownRead())], []))).toEqual([]);
  });
});

describe('the page of a battery that kills', () => {
  it('counts what was shown, denied and found, and names what is wrong by its round', () => {
    const on = { date: '2026-11-30', seed: 7, machine: 'Node' };
    const even = { answered: [answered, { ...answered, status: 404 }, answered], entries: 5, wrong: [] };
    expect(readsReport([even, even], on)).toContain('| 2 | 4 | 2 | 10 | 0 |');
    expect(readsReport([even, even], on)).toContain('Nothing was wrong.');
    const page = readsReport([even, { ...even, wrong: ['no entry: 200 /v1/placements to region-20'] }], on);
    expect(page).toContain('| 2 | 4 | 2 | 10 | 1 |');
    expect(page).toContain('- round 1: no entry: 200 /v1/placements to region-20');
  });
});
