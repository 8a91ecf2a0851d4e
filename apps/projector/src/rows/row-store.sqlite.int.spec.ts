import { readFileSync } from 'node:fs';
import { birthday, type Day, type PartyId } from '#domain';
import { aCase, aRegistration, PLACING_PARTY } from '../../../../test/support/case-builder.js';
import { asCase, writtenRows, type WrittenRows } from '../../../../test/support/written-rows.js';
import { casesPlacedBy, dumpRows } from './row-store.sqlite.js';

const born = '2009-05-06' as Day;
const person = { ...aRegistration.person, birthDate: born };
/** Of age before the next review is due: what is then cancelled tells the birth date. */
const soonOfAge = aCase().registered({ person }).started('2027-01-15');
const ofAge = birthday(born, 18);

describe('the store of list rows', () => {
  let rows: WrittenRows;
  const dump = () => [...dumpRows(rows.file.db)];
  beforeEach(() => {
    rows = writtenRows();
  });
  afterEach(() => {
    rows.file.close();
  });

  it('replaces the rows of a case whole: what is no more is gone, and other cases stay', async () => {
    const other = asCase('P2', aCase().registered().theCase);
    await rows.write(other);
    const ofOther = dump();
    await rows.write(aCase().emergency({ registeredKommun: null }).started('2026-01-15').theCase);
    expect(dump().length).toBeGreaterThan(ofOther.length);
    await rows.write(aCase().registered().theCase);
    const again = writtenRows();
    await again.write(aCase().registered().theCase);
    await again.write(other);
    expect(dump()).toEqual([...dumpRows(again.file.db)]);
    again.file.close();
  });

  it('gives the same text for the same rows, in whatever order they were written', async () => {
    const stories = ['A', 'B', 'C'].map((label) => asCase(label, aCase().emergency().started('2026-01-15').theCase));
    for (const story of stories) await rows.write(story);
    const inOrder = dump();
    for (const story of stories.toReversed()) await rows.write(story);
    expect(dump()).toEqual(inOrder);
    expect(inOrder.length).toBeGreaterThan(10);
  });

  it('seals the dates that tell a birth date, and leaves none of them in the open: a deadline keeps the day it is due', async () => {
    await rows.write(soonOfAge.theCase);
    const sealed = rows.file.db
      .prepare('SELECT kind, starts_on, due_on, cancelled_on FROM deadline WHERE sealed IS NOT NULL ORDER BY kind')
      .raw()
      .all();
    expect(sealed).toEqual([
      ['carePlanRevision', '2027-01-15', '2029-01-15', null],
      ['reviewSoL', '2027-01-15', '2027-07-15', null],
    ]);
    expect(dump().join()).not.toContain(ofAge);
    rows.file.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(rows.file.path).includes(ofAge)).toBe(false);
  });

  it('holds no identity and no free text', async () => {
    const told = aCase()
      .registered({ person: { ...person, identity: { personnummer: '201203042380' } }, goals: ['Fritextmål'] })
      .proposed('2026-01-20', { documentRef: 'Dnr-FRITEXT' })
      .disputed();
    await rows.write(told.theCase);
    expect(dump().join()).not.toMatch(/201203042380|Fritextmål|FRITEXT|Andelarna|Björkhagen/);
  });

  it('keeps of what an erased person’s dates told nothing at all', async () => {
    await rows.write(soonOfAge.theCase, { erased: true });
    const [row] = rows.file.db.prepare("SELECT * FROM deadline WHERE kind = 'reviewSoL'").all();
    expect(row).toMatchObject({ starts_on: null, due_on: null, cancelled_on: null, sealed: null });
  });

  it('finds the cases placed by a party, or by a nämnd of it, and no others', async () => {
    const placedBy = (label: string, by: string) => asCase(label, aCase().registered({}, { by }).theCase);
    const [falun, borlange] = [placedBy('P1', PLACING_PARTY), placedBy('P2', 'kommun-2081.socialnamnden')];
    await rows.write(falun);
    await rows.write(borlange);
    const found = (...parties: string[]) => casesPlacedBy(rows.file.db, parties as PartyId[]);
    expect(found('kommun-2080')).toEqual([falun.placementId]);
    expect(found(PLACING_PARTY, 'kommun-2080')).toEqual([falun.placementId]);
    expect(found('kommun-2081', 'region-20', 'kommun-2080')).toEqual([falun.placementId, borlange.placementId].sort());
    expect(found('kommun-208', 'kommun-2080.aldrenamnden', 'region-20')).toEqual([]);
  });
});
