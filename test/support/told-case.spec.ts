import { toldAgreement, toldCase, toldOfEveryKind } from './told-case.js';
import { openSpecHub, type SpecHub } from './open-hub.js';
import { dalarnaEvents, type WireEvent } from './wire-events.js';

describe('what parties tell from beginning to end', () => {
  let hub: SpecHub;
  beforeEach(async () => {
    hub = await openSpecHub({ startAt: '2026-06-01T08:00:00.000Z' });
    await hub.tell(dalarnaEvents());
  });
  afterEach(() => hub.close());

  it.each<readonly [string, readonly WireEvent[]]>([
    ['a case', toldCase('T1')],
    ['a case with all that stands around it', toldOfEveryKind('T2').flat()],
    ['an agreement of earlier days', toldAgreement('T3')],
  ])('is taken whole in its order: %s', async (_, events) => {
    const receipts = await hub.tell(events);
    expect(receipts.map(({ outcome, problem }) => [outcome, problem?.code])).toEqual(
      events.map(() => ['accepted', undefined]),
    );
  });

  it('says nothing new of a case where it is an agreement of earlier days', async () => {
    await hub.tell(toldCase('T4'));
    const before = await hub.types();
    await hub.tell(toldAgreement('T4'));
    expect((await hub.types()).slice(before.length).filter((type) => !type.startsWith('agreement.'))).toEqual([]);
  });
});
