import { foldTold, say, type Derived } from '#domain';
import { aCase, aLine, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { on } from '../../../../test/support/assessed.js';

/** What is said of a story on a day, to one who has heard `before`. */
const saidOn = (story: CaseBuilder, asOf: string, before: readonly Derived[] = []): readonly Derived[] =>
  say(foldTold(before), on(story, asOf), day(asOf));

describe('what the hub says of costs that are no longer so', () => {
  const ofCosts = (events: readonly Derived[]) =>
    events
      .filter(({ type }) => type.startsWith('costAllocation.'))
      .map(({ type, data }) => ({ type: type.slice('costAllocation.'.length), ...data }));
  const lines = [aLine('housing', { 'kommun-2080.socialnamnden': 600, 'region-20': 400 })];
  const signed = aCase()
    .emergency()
    .started('2026-01-15')
    .proposed('2026-01-15', { lines }, { at: '2026-02-01' })
    .approvedByBoth('2026-02-04')
    .cost('C1', 1000, '2026-02-10')
    .claim('F1', 'C1', 'region-20', { at: '2026-02-11' });
  const before = saidOn(signed, '2026-02-11');

  it('is for which days a version is still fixed, and that the claim is answered otherwise (T-24, H-003)', () => {
    const moved = signed.registrationChanged('0380', '2026-02-01', { at: '2026-03-20' });
    const heard = saidOn(moved, '2026-03-20', before);
    expect(ofCosts(heard)).toMatchObject([
      { type: 'fixed', version: 1, fixedOn: '2026-02-04', days: [{ from: '2026-01-15', to: '2026-01-31' }] },
      { type: 'claimDecided', outcome: 'notCovered', reason: 'noAllocation' },
    ]);
    expect(ofCosts(saidOn(moved, '2026-03-21', [...before, ...heard]))).toEqual([]);
  });

  it('is that a version is fixed on no day any more, once, and that it is so again (T-24)', () => {
    const established = signed.registrationChanged('0380', '2026-01-10', { id: 'moved', at: '2026-03-20' });
    const heard = saidOn(established, '2026-03-20', before);
    expect(ofCosts(heard)).toMatchObject([{ type: 'fixedTakenBack', version: 1 }, { type: 'claimDecided' }]);
    const all = [...before, ...heard];
    expect(ofCosts(saidOn(established, '2026-03-21', all))).toEqual([]);
    const back = established.annulled('moved', { at: '2026-03-22' });
    expect(ofCosts(saidOn(back, '2026-03-22', all))).toMatchObject([
      { type: 'fixed', version: 1 },
      { type: 'claimDecided', outcome: 'covered' },
    ]);
  });

  it('is that a claim has been taken back, once (T-24)', () => {
    const gone = signed.costAnnulled('m7', { at: '2026-02-20' });
    const heard = saidOn(gone, '2026-02-20', before);
    expect(ofCosts(heard)).toEqual([{ type: 'claimDecisionTakenBack', claimId: uuid('claim/F1') }]);
    expect(ofCosts(saidOn(gone, '2026-02-21', [...before, ...heard]))).toEqual([]);
  });
});
