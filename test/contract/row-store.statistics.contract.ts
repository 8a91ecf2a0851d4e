/** What every store of list rows must answer of what is counted. */
import { COUNTED_CASE } from '../../apps/projector/src/lists/counted-case-table.js';
import { type CountedQuestion } from '../../apps/projector/src/rows/row-store.port.js';
import { opened } from '../../apps/projector/src/views/opened-row.js';
import { aCase, PLACING_PARTY, REGION } from '../support/case-builder.js';
import { asCase, type WrittenRows } from '../support/written-rows.js';

const TODAY = '2026-03-01';
const ALL: CountedQuestion = { today: TODAY, limit: 100 };
const placed = aCase().registered().started('2026-01-15');
const elsewhere = aCase().registered({}, { by: 'kommun-2081.socialnamnden' }).started('2026-01-15');

export function statistics(open: () => Promise<WrittenRows>): void {
  const written = async (): Promise<WrittenRows> => {
    const rows = await open();
    for (const label of ['P1', 'P2', 'P3']) await rows.write(asCase(label, placed.theCase));
    await rows.write(asCase('P4', elsewhere.theCase));
    return rows;
  };
  const ids = async (rows: WrittenRows, more: Partial<CountedQuestion> = {}) =>
    (await rows.store.counted({ ...ALL, ...more })).map(({ caseId }) => caseId);

  it('is of every case once, in the order of their uuids, a page at a time', async () => {
    const rows = await written();
    const all = await ids(rows);
    expect(all).toEqual(['P1', 'P2', 'P3', 'P4'].map((label) => asCase(label, placed.theCase).placementId).sort());
    const first = await rows.store.counted({ ...ALL, limit: 3 });
    expect(first.map(({ caseId }) => caseId)).toEqual(all.slice(0, 3));
    expect(await ids(rows, { limit: 3, after: first.at(-1)!.cursor })).toEqual(all.slice(3));
  });

  it('is to a party of the cases whose principal it is today, and of no others (A-125)', async () => {
    const rows = await written();
    const ofFalun = ['P1', 'P2', 'P3'].map((label) => asCase(label, placed.theCase).placementId).sort();
    expect(await ids(rows, { reader: PLACING_PARTY })).toEqual(ofFalun);
    expect(await ids(rows, { reader: REGION })).toHaveLength(4);
    for (const reader of ['kommun-2082.socialnamnden', 'region-21', 'kommun-2080'])
      expect(await ids(rows, { reader })).toEqual([]);
  });

  it('says sex, age group and counts only when opened with the key of its stream', async () => {
    const rows = await written();
    const [row] = await rows.store.counted({ ...ALL, reader: 'kommun-2081.socialnamnden' });
    expect(row?.row).toMatchObject({ kommun: '2081', act: 'SoL', legal_sex: null, age_group: null, counts: null });
    expect(await rows.dump()).not.toContain('barnOchUnga');
    const found = await opened(rows.keys, COUNTED_CASE, row!);
    expect(found?.row).toMatchObject({ legal_sex: 'male', age_group: 'barnOchUnga' });
    const one = { measure: 'startedPlacements', month: '2026-01', count: 1 };
    expect(JSON.parse(found?.row['counts'] as string)).toContainEqual(one);
  });

  it('goes with the case: replaced with its rows, sealed no more after erasure, and gone where it counts nothing', async () => {
    const rows = await open();
    await rows.write(placed.theCase);
    await rows.write(placed.ended('2026-02-02').theCase);
    expect(await rows.store.counted(ALL)).toHaveLength(1);
    await rows.write(placed.theCase, { erased: true });
    expect((await rows.store.counted(ALL)).map(({ sealed, row }) => [sealed, row['counts']])).toEqual([[null, null]]);
    await rows.write(placed.annulled('m1').theCase);
    expect(await rows.store.counted(ALL)).toEqual([]);
  });
}
