import { type FieldClass } from '#domain';
import { PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { type RowReading } from '../lists/list.js';
import { type Item } from '../lists/words.js';
import { type ListRow } from '../rows/row-store.port.js';
import { noted } from './noted.js';
import { rowsShown } from './row-shown.js';

const TODAY = '2026-02-01' as never;
const PLACEMENT = uuid('placement/P1');
const NAME: FieldClass = { pointer: '/name', disclosure: 'identity' };
const STATUS: FieldClass = { pointer: '/status', disclosure: 'case' };
const reading = {
  ...{ columns: {}, cursor: () => '', always: [], asked: {} },
  shown: () => ({ status: 'open', name: 'Test Testsson' }) as unknown as Item,
  fields: () => [STATUS, NAME],
} as unknown as RowReading<never>;

const rowOf = (stream: string, keeper: string | null): ListRow => ({
  ...{ cursor: '1', caseId: stream.startsWith('case-') ? PLACEMENT : null, row: { stream }, sealed: null },
  ...{ keeper: keeper as never, person: null },
});

async function shownTo(caller: object, row: ListRow) {
  const notes = noted();
  const notRead = { of: () => Promise.reject(new Error('no key')), read: () => Promise.reject(new Error('not read')) };
  const rows = rowsShown({ keys: notRead, reader: notRead }, { caller: caller as never, noted: notes }, TODAY);
  const item = await rows.show(reading, row, TODAY);
  return { item, told: notes.byController().map(({ controller, items }) => [controller, items[0]?.classes]) };
}

const machine = (party: string) => ({ kind: 'party', party, roles: ['subscriber'] });
const REDUCED = { status: 'open', withheld: [{ pointer: '/name', reason: 'noGround', class: 'identity' }] };

describe('a row of which is not known who keeps it', () => {
  it('is shown to nobody whole but an auditor, of whom no ground is asked (D-022)', async () => {
    for (const party of [PLACING_PARTY, REGION])
      expect((await shownTo(machine(party), rowOf(`case-${PLACEMENT}`, null))).item).toEqual(REDUCED);
    expect((await shownTo({ kind: 'auditor' }, rowOf(`case-${PLACEMENT}`, null))).item).toEqual({
      ...{ status: 'open', name: 'Test Testsson' },
    });
    expect((await shownTo({ kind: 'operator' }, rowOf(`case-${PLACEMENT}`, null))).item).toBeNull();
  });

  it('is noted for nobody, as of an agreement that is about nobody', async () => {
    const { item, told } = await shownTo(machine(REGION), rowOf(`agreement-${PLACEMENT}`, null));
    expect([item, told]).toEqual([REDUCED, []]);
  });
});

describe('a row that an authority keeps', () => {
  it('is shown whole to it, and noted as its own', async () => {
    const { item, told } = await shownTo(machine(PLACING_PARTY), rowOf(`case-${PLACEMENT}`, PLACING_PARTY));
    expect(item).toEqual({ status: 'open', name: 'Test Testsson' });
    expect(told).toEqual([[PLACING_PARTY, ['case', 'identity']]]);
  });

  it('is shown to another principal without who somebody is', async () => {
    const { item, told } = await shownTo(machine(REGION), rowOf(`case-${PLACEMENT}`, PLACING_PARTY));
    expect(item).toEqual(REDUCED);
    expect(told).toEqual([[PLACING_PARTY, ['case']]]);
  });
});
