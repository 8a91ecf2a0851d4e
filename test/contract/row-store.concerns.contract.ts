/** What every store of list rows must hold and answer of reports of concern, beside cases. */
import { aCase } from '../support/case-builder.js';
import { aConcern, NAMND } from '../support/concern-builder.js';
import { type WrittenRows } from '../support/written-rows.js';
import { question } from './row-store.lists.contract.js';

const told = aConcern().reported('2026-02-02');
const opened = told.opened('2026-02-05');
const emergency = aCase().emergency({ registeredKommun: null }).started('2026-01-15');

export function concerns(open: () => Promise<WrittenRows>): void {
  const found = async (rows: WrittenRows, asked: object = {}, asOf = '2026-02-03') =>
    (await rows.store.queries.findings(question(asOf, { rule: 'B-008', ...asked }))).map(({ row }) => row);

  it('are told of by subject, and replaced whole, and with no case', async () => {
    const rows = await open();
    await rows.write(emergency.theCase);
    const ofCase = await rows.dump();
    await rows.writeStream(told.read);
    const [row] = await found(rows);
    expect([row?.['subject'], row?.['raised_on']]).toEqual([`concern/${told.concernId}`, '2026-02-03']);
    await rows.writeStream({ ...told.read, facts: [] });
    expect(await rows.dump()).toEqual(ofCase);
  });

  it('are shown to who reported them and to the nämnd that they are to, and to no other of either (D-026)', async () => {
    const rows = await open();
    await rows.writeStream(told.read);
    for (const reader of ['region-20', NAMND])
      expect([reader, (await found(rows, { reader })).length]).toEqual([reader, 1]);
    for (const reader of ['region-20.bup', 'kommun-2080', 'kommun-2080.aldrenamnden', 'region-21'])
      expect([reader, await found(rows, { reader })]).toEqual([reader, []]);
  });

  it('are not opened over the days between, each day as it was (B-008)', async () => {
    const rows = await open();
    await rows.writeStream(opened.read);
    const state = async (asOf: string) => (await found(rows, { reader: NAMND, status: 'open' }, asOf)).length;
    expect([
      await state('2026-02-02'),
      await state('2026-02-03'),
      await state('2026-02-04'),
      await state('2026-02-05'),
    ]).toEqual([...[0, 1, 1, 0]]);
  });
}
