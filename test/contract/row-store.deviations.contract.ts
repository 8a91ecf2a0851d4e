/** What every store of list rows must hold and answer of deviations, with a placement and by themselves. */
import { aCase, PLACING_PARTY, REGION, uuid } from '../support/case-builder.js';
import { byItself } from '../support/deviations.js';
import { type WrittenRows } from '../support/written-rows.js';
import { question } from './row-store.lists.contract.js';

const NEIGHBOUR = 'kommun-2081.socialnamnden';
const story = aCase()
  .registered()
  .deviation('2026-02-02', { concerns: [PLACING_PARTY, REGION, NEIGHBOUR as never] })
  .investigated('2026-02-05');
const alone = byItself(
  aCase().deviation('2026-02-02', {}, { of: '2' }).closureProposed('2026-02-09', { of: '2' }),
  '2',
);
const [ONE, TWO] = [uuid('deviation/1'), uuid('deviation/2')];

export function deviations(open: () => Promise<WrittenRows>): void {
  const asked = async (rows: WrittenRows, asOf: string, more = {}) =>
    (await rows.store.queries.deviations(question(asOf, more))).map(({ caseId, row }) => [
      row['deviation_id'],
      row['status'],
      caseId,
    ]);

  it('stand with their placement or with none, on each day with the status of that day', async () => {
    const rows = await open();
    await rows.write(story.theCase);
    await rows.writeDeviation(alone);
    const both = (one: string, two: string) =>
      [
        [ONE, one, story.placementId],
        [TWO, two, null],
      ].sort(([a], [b]) => (a! < b! ? -1 : 1));
    expect(await asked(rows, '2026-02-01')).toEqual([]);
    expect(await asked(rows, '2026-02-04')).toEqual(both('reported', 'reported'));
    expect(await asked(rows, '2026-02-05')).toEqual(both('investigating', 'reported'));
    expect(await asked(rows, '2026-02-09')).toEqual(both('investigating', 'closureProposed'));
    expect(await asked(rows, '2026-02-09', { status: 'closureProposed' })).toEqual([[TWO, 'closureProposed', null]]);
    expect(await asked(rows, '2026-02-09', { party: NEIGHBOUR })).toEqual([[ONE, 'investigating', story.placementId]]);
  });

  it('are shown to the principals of the placement and to those whom they concern, and to nobody else', async () => {
    const rows = await open();
    await rows.write(story.theCase);
    await rows.writeDeviation(alone);
    const seenBy = async (reader: string) => (await asked(rows, '2026-02-09', { reader })).map(([id]) => id);
    for (const reader of [PLACING_PARTY, REGION]) expect(await seenBy(reader)).toEqual([ONE, TWO].sort());
    expect(await seenBy(NEIGHBOUR)).toEqual([ONE]);
    for (const reader of ['region-21', 'kommun-2080', 'kommun-2080.aldrenamnden'])
      expect(await seenBy(reader)).toEqual([]);
    const findings = await rows.store.queries.findings(question('2026-02-09', { reader: NEIGHBOUR }));
    expect(findings).toEqual([]);
  });

  it('are replaced whole with their case, and by themselves', async () => {
    const rows = await open();
    await rows.write(story.theCase);
    const ofCase = await rows.dump();
    await rows.writeDeviation(alone);
    await rows.writeDeviation({ ...alone, facts: [] });
    expect(await rows.dump()).toEqual(ofCase);
    await rows.write(aCase().registered().theCase);
    expect((await asked(rows, '2026-02-09')).map(([id]) => id)).toEqual([]);
  });
}
