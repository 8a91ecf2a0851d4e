import { foldTold, say, type Derived } from '#domain';
import { aCase, day, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { on } from '../../../../test/support/assessed.js';
import { accepted, handoverId, initiated, startedByHub, takenBack } from '../../../../test/support/handover-steps.js';

const saidOn = (story: CaseBuilder, asOf: string, before: readonly Derived[] = []): readonly Derived[] =>
  say(foldTold(before), on(story, asOf), day(asOf));
const ofHandovers = (events: readonly Derived[]) =>
  events
    .filter(({ type }) => type.startsWith('handover.'))
    .map(({ type, data, why }) => ({ type: type.slice('handover.'.length), ...data, rule: why.rule }));

const started = aCase().registered().started('2026-01-15');
const moved = started.registrationChanged('2180', '2026-03-01', { at: '2026-03-10', id: 'moved' });
const id = startedByHub(moved);
const first = saidOn(moved, '2026-03-10');

describe('what the hub says of handovers', () => {
  it('is that one is started when the registration moves to another county, once (A-076)', () => {
    expect(ofHandovers(first)).toEqual([
      {
        ...{ type: 'initiated', handoverId: id, fromRegion: 'region-20', toRegion: 'region-21' },
        ...{ reason: 'registrationChanged', effectiveOn: '2026-03-01', rule: 'A-076' },
      },
    ]);
    expect(ofHandovers(saidOn(moved, '2026-03-11', first))).toEqual([]);
    expect(ofHandovers(saidOn(accepted(moved, 'region-21', '2026-03-12'), '2026-03-12', first))).toEqual([]);
  });

  it('is that it is withdrawn when the registration returns or moves on, and which one follows (A-076)', () => {
    const back = saidOn(moved.registrationChanged('2080', '2026-03-15'), '2026-03-15', first);
    expect(ofHandovers(back)).toMatchObject([
      { type: 'withdrawn', handoverId: id, on: '2026-03-15', reason: 'registrationReturned' },
    ]);
    const further = moved.registrationChanged('0380', '2026-03-15');
    expect(ofHandovers(saidOn(further, '2026-03-15', first))).toMatchObject([
      { type: 'withdrawn', handoverId: id, reason: 'registrationMovedOn' },
      { type: 'initiated', fromRegion: 'region-20', toRegion: 'region-03' },
    ]);
  });

  it('is that it is withdrawn when what started it is taken back or corrected, once', () => {
    const annulled = moved.annulled('moved', { at: '2026-03-12' });
    const heard = saidOn(annulled, '2026-03-12', first);
    expect(ofHandovers(heard)).toMatchObject([
      { type: 'withdrawn', handoverId: id, on: '2026-03-12', reason: 'registrationCorrected' },
    ]);
    expect(ofHandovers(saidOn(annulled, '2026-03-13', [...first, ...heard]))).toEqual([]);
    const corrected = moved.registrationChanged('0380', '2026-03-01', { at: '2026-03-12', corrects: 'moved' });
    expect(ofHandovers(saidOn(corrected, '2026-03-12', first))).toMatchObject([
      { type: 'initiated', toRegion: 'region-03' },
      { type: 'withdrawn', handoverId: id, reason: 'registrationCorrected' },
    ]);
  });

  it('is anew how it stands, where late news make it another', () => {
    const later = moved.registrationChanged('2180', '2026-03-05', { at: '2026-03-12', corrects: 'moved' });
    expect(ofHandovers(saidOn(later, '2026-03-12', first))).toMatchObject([
      { type: 'initiated', handoverId: id, effectiveOn: '2026-03-05' },
    ]);
    const further = moved.registrationChanged('0380', '2026-03-15', { at: '2026-03-18' });
    const heard = [...first, ...saidOn(further, '2026-03-18', first)];
    const yes = accepted(further, 'region-21', '2026-03-17', { of: id, at: '2026-03-19' });
    expect(ofHandovers(saidOn(yes, '2026-03-19', heard))).toMatchObject([
      { type: 'initiated', handoverId: id },
      { type: 'initiated', fromRegion: 'region-21', toRegion: 'region-03' },
    ]);
  });

  it('is nothing of what a region starts and takes back itself, but that a move of the registration ends it', () => {
    const own = initiated(started, '2026-02-01');
    expect(ofHandovers(saidOn(own, '2026-02-01'))).toEqual([]);
    const back = takenBack(own, 'region-20', '2026-02-05', { of: handoverId() });
    expect(ofHandovers(saidOn(back, '2026-02-05'))).toEqual([]);
    const further = own.registrationChanged('0380', '2026-03-01');
    const heard = saidOn(further, '2026-03-01');
    expect(ofHandovers(heard)).toMatchObject([
      { type: 'withdrawn', handoverId: handoverId(), reason: 'registrationMovedOn' },
      { type: 'initiated', toRegion: 'region-03' },
    ]);
    expect(ofHandovers(saidOn(further, '2026-03-02', heard))).toEqual([]);
  });
});
