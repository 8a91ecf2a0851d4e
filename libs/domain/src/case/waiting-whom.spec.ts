import { whomItWaitsFor as whom } from '../../../../test/support/assessed.js';
import { sipOn } from '../../../../test/support/assessed-sip.js';
import {
  aCase,
  aLine,
  day,
  party,
  PLACING_PARTY as KOMMUN,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { aSip, GUARDIAN } from '../../../../test/support/sip-builder.js';
import { transferred } from '../../../../test/support/transfer-steps.js';

const GAVLE = 'region-21';
const started = aCase().registered().decided('2026-01-12').started('2026-01-15');

/** What lays nothing on any region: both principals sign it all the same. */
const OF_KOMMUN = [aLine('housing', { [KOMMUN]: 1000 })];

describe('a version of the costs', () => {
  const proposed = started.proposed('2026-02-01', {}, { at: '2026-01-20' });

  it('is not asked of a region that becomes principal by a later change: a new one is needed (H-005)', () => {
    const signed = proposed.approvedByBoth('2026-01-25');
    const moved = (story: CaseBuilder, at = '2026-03-01') => story.registrationChanged('2180', '2026-03-01', { at });
    expect(whom(moved(signed), 'costApproval', '2026-03-01')).toEqual([]);
    expect(whom(moved(proposed), 'costApproval', '2026-03-01')).toEqual([[KOMMUN, REGION]]);
    expect(whom(moved(proposed, '2026-01-10'), 'costApproval', '2026-03-01')).toEqual([[KOMMUN, REGION]]);
    const late = started.proposed('2026-02-01', {}, { at: '2026-03-05' });
    expect(whom(moved(late, '2026-03-05'), 'costApproval', '2026-03-05')).toEqual([[KOMMUN, REGION, GAVLE]]);
    expect(whom(moved(late, '2026-03-06'), 'costApproval', '2026-03-06')).toEqual([[KOMMUN, REGION]]);
  });

  it('is asked of the one that is principal when it was written or begins, and of one that pays by it (A-098, H-003)', () => {
    const moved = started.registrationChanged('2180', '2026-03-01', { at: '2026-02-10' });
    const from = (effectiveFrom: string, at: string) => moved.proposed(effectiveFrom, { lines: OF_KOMMUN }, { at });
    expect(whom(from('2026-03-01', '2026-02-12'), 'costApproval', '2026-03-01')).toEqual([[KOMMUN, GAVLE]]);
    expect(whom(from('2026-02-28', '2026-02-28'), 'costApproval', '2026-03-01')).toEqual([[KOMMUN, REGION]]);
    expect(whom(from('2026-02-28', '2026-03-01'), 'costApproval', '2026-03-01')).toEqual([[KOMMUN, REGION, GAVLE]]);
    expect(whom(from('2026-03-01', '2026-02-09'), 'costApproval', '2026-03-01')).toEqual([[KOMMUN]]);
    const shares = [{ party: party(GAVLE), permille: 1000 }];
    const lines = [{ lineId: uuid('line/1'), category: 'healthcare' as const, shares }];
    const paying = moved.proposed('2026-02-01', { lines }, { at: '2026-02-02' });
    expect(whom(paying, 'costApproval', '2026-03-01')).toEqual([[KOMMUN, REGION, GAVLE]]);
  });

  it('is asked of the region that was registered all the time, once that is established (H-002)', () => {
    const unclear = aCase().registered({ registeredKommun: null }).decided('2026-01-12').started('2026-01-15');
    const clear = unclear
      .proposed('2026-02-01', { lines: OF_KOMMUN }, { at: '2026-01-20' })
      .said(
        'placement.registrationEstablished',
        { kommun: '2180' as never, on: day('2026-02-10') },
        { at: '2026-02-10' },
      );
    expect(whom(clear, 'costApproval', '2026-02-09')).toEqual([[KOMMUN, REGION]]);
    expect(whom(clear, 'costApproval', '2026-02-10')).toEqual([[KOMMUN, GAVLE]]);
  });

  it('is not asked of a kommun that takes the case over later (H-005)', () => {
    const taken = transferred(proposed.approved('2026-01-25', {}, { by: REGION }), '2026-03-02', '2026-03-10');
    expect(whom(taken, 'costApproval', '2026-03-09')).toEqual([[KOMMUN]]);
    expect(whom(taken, 'costApproval', '2026-03-10')).toEqual([[KOMMUN]]);
  });
});

describe('a list of measures', () => {
  const listed = started.clarified({}, { at: '2026-01-20' });

  it('is not asked of a region that becomes principal later, unless it is given something to do by it (H-005)', () => {
    const moved = (story: CaseBuilder, at = '2026-02-01') => story.registrationChanged('2180', '2026-02-01', { at });
    expect(whom(listed, 'listConfirmation', '2026-02-01')).toEqual([[REGION]]);
    expect(whom(moved(listed), 'listConfirmation', '2026-01-31')).toEqual([[REGION]]);
    expect(whom(moved(listed), 'listConfirmation', '2026-02-01')).toEqual([]);
    expect(whom(moved(started).clarified({}, { at: '2026-02-01' }), 'listConfirmation', '2026-02-01')).toEqual([
      [GAVLE],
    ]);
    const measures = [
      {
        measureId: uuid('measure/M2'),
        kind: 'psychiatry' as const,
        title: 'Samtal',
        responsible: [party(`${GAVLE}.bup`)],
      },
    ];
    const named = moved(started.clarified({ measures }, { at: '2026-01-20' }));
    expect(whom(named, 'listConfirmation', '2026-02-01')).toEqual([[GAVLE]]);
    const byRegion = moved(started.clarified({}, { at: '2026-01-20', by: REGION }));
    expect(whom(byRegion, 'listConfirmation', '2026-02-01')).toEqual([[KOMMUN]]);
    const between = [KOMMUN, party(GAVLE)] as const;
    const of = moved(started.clarified({ between }, { at: '2026-01-20' }));
    expect(whom(of, 'listConfirmation', '2026-02-01')).toEqual([[GAVLE]]);
  });
});

describe('a call to a SIP', () => {
  const called = aSip()
    .needed({}, { at: '2026-01-10' })
    .consent('2026-01-10')
    .invited(REGION, { meetingOn: day('2026-02-01') }, { at: '2026-01-12' });
  const calls = (story: typeof called, asOf: string) => sipOn(story, asOf).waiting;

  it('is asked of nobody whom no consent of the day names, or whom the last excludes (A-029, A-038, A-039)', () => {
    const uncovered = aSip().needed({}, { at: '2026-01-10' }).invited(REGION, {}, { at: '2026-01-12' });
    expect(calls(uncovered, '2026-01-12')).toEqual([]);
    const covered = uncovered.consent('2026-01-14');
    expect(calls(covered, '2026-01-13')).toEqual([]);
    expect(calls(covered, '2026-01-14')).toMatchObject([{ waitsFor: [REGION], since: '2026-01-14' }]);
    // When a consent ends may be a birthday: that is not told by who is asked.
    expect(calls(covered, '2027-01-15')).toMatchObject([{ since: '2026-01-14' }]);
    const later = uncovered.consent('2026-01-14', { validFrom: day('2026-01-20') });
    expect(calls(later, '2026-01-19')).toEqual([]);
    expect(calls(later, '2026-01-20')).toMatchObject([{ since: '2026-01-20' }]);
    expect(calls(called.withdrawn('2026-01-20', GUARDIAN), '2026-01-19')).toHaveLength(1);
    expect(calls(called.withdrawn('2026-01-20', GUARDIAN), '2026-01-20')).toEqual([]);
    const unit = uncovered.consent('2026-01-14', { recipients: ['region-20.bup'] as never });
    expect(calls(unit, '2026-01-14')).toEqual([]);
    const other = { consentId: uuid('consent/C2') };
    const excluding = { ...other, recipients: ['region-21'] as never, excludedRecipients: [REGION] };
    expect(calls(called.consent('2026-01-16', excluding), '2026-01-16')).toEqual([]);
    const anew = uncovered.consent('2026-01-14', { ...excluding }).consent('2026-01-16');
    expect(calls(anew, '2026-01-15')).toEqual([]);
    expect(calls(anew, '2026-01-16')).toHaveLength(1);
  });
});
