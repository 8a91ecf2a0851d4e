/** What every store of list rows must answer of whom a thing is known to. */
import { streamNamed } from '#domain';
import { aCase, PLACING_PARTY, REGION, uuid } from '../support/case-builder.js';
import { anAgreement } from '../support/agreement-builder.js';
import { asCase, type WrittenRows } from '../support/written-rows.js';

const placed = aCase('P1').registered().deviation('2026-02-02');
const stream = streamNamed('case', placed.placementId);
const agreed = anAgreement().registered();
const agreement = streamNamed('agreement', agreed.facts[0]!.meta.subject.id);

export function known(open: () => Promise<WrittenRows>): void {
  const written = async (): Promise<WrittenRows> => {
    const rows = await open();
    await rows.writeStream({ stream, facts: placed.facts });
    await rows.writeStream({ stream: agreement, facts: agreed.facts });
    return rows;
  };

  it('is told of each thing by its name, of any of those who ask (A7)', async () => {
    const { store } = await written();
    for (const thing of [stream, `deviation-${uuid('deviation/1')}`])
      for (const askers of [[PLACING_PARTY], [REGION], ['region-14', REGION], [REGION, 'region-14', 'region-17']])
        expect(await store.isKnown({ thing, askers })).toBe(true);
    expect(await store.isKnown({ thing: agreement, askers: ['auditor'] })).toBe(true);
  });

  it('is told of nothing to others, of what never was to none, and to nobody of anything', async () => {
    const { store } = await written();
    const never = streamNamed('case', uuid('placement/never'));
    for (const asker of ['kommun-2080.*', 'kommun-2081.socialnamnden', 'region-21.*', 'auditor', ''])
      expect(await store.isKnown({ thing: stream, askers: [asker] })).toBe(false);
    expect(await store.isKnown({ thing: never, askers: [PLACING_PARTY, REGION] })).toBe(false);
    expect(await store.isKnown({ thing: '', askers: [PLACING_PARTY] })).toBe(false);
    expect(await store.isKnown({ thing: stream, askers: [] })).toBe(false);
  });

  it('goes with what tells of it', async () => {
    const { store, writeStream } = await written();
    await writeStream({ stream, facts: [] });
    expect(await store.isKnown({ thing: stream, askers: [PLACING_PARTY] })).toBe(false);
    expect(await store.isKnown({ thing: agreement, askers: [REGION] })).toBe(true);
  });

  it('is of one thing by its name what it is of another by another’s', async () => {
    const { store, write } = await written();
    await write(asCase('P2', aCase().registered({}, { by: 'kommun-2081.socialnamnden' }).theCase));
    expect(await store.isKnown({ thing: stream, askers: ['kommun-2081.socialnamnden'] })).toBe(false);
  });
}
