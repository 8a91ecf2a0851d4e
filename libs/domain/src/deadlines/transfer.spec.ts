import { aCase, day, PLACING_PARTY, REGION, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { due, found, on } from '../../../../test/support/assessed.js';
import { answered, applied, asked, RECEIVER, tried } from '../../../../test/support/transfer-steps.js';
import { actorOf, escalatesFrom } from '../making/deadline.js';

const planned = aCase().registered().decided('2026-01-12').started('2026-01-15');
/** A Friday. */
const request = asked(planned, '2026-03-06');
const answerDue = (story: CaseBuilder, asOf: string) => due(on(story, asOf), 'caseTransferAnswer');
const decisionDue = (story: CaseBuilder, asOf: string) => due(on(story, asOf), 'caseTransferDecision');
const early = (story: CaseBuilder, asOf = '2026-12-31') => found(on(story, asOf), 'H-007');

describe('the answer to a request for transfer', () => {
  it('is due at once, from the kommun that was asked: no time is counted, and none rolls (S-019)', () => {
    expect(answerDue(request, '2026-03-05')).toEqual([]);
    const [term] = answerDue(request, '2026-03-06');
    expect(term).toMatchObject({
      ...{ status: 'open', startsOn: '2026-03-06', dueOn: '2026-03-06', responsible: [RECEIVER] },
      why: { rule: 'S-019', statute: { act: 'SoL 2025:400', section: '29:10' } },
    });
    expect(term).not.toHaveProperty('latestLawfulOn');
    expect(answerDue(request, '2026-03-07')).toMatchObject([{ status: 'overdue' }]);
    const onASaturday = asked(planned, '2026-03-07');
    expect(answerDue(onASaturday, '2026-03-08')).toMatchObject([{ dueOn: '2026-03-07', status: 'overdue' }]);
  });

  it('may be done without a month later, when IVO may be asked: 31 January’s on the last of February (S-020)', () => {
    const from = (startsOn: string) => escalatesFrom({ kind: 'caseTransferAnswer', startsOn: day(startsOn) });
    expect(['2026-03-06', '2026-01-31', '2028-01-31'].map(from)).toEqual(['2026-04-06', '2026-02-28', '2028-02-29']);
    expect(escalatesFrom({ kind: 'reviewSoL', startsOn: day('2026-03-06') })).toBeUndefined();
  });

  it('is met by any answer: in time the same day, late the day after', () => {
    for (const answer of ['accepted', 'refused'] as const) {
      expect(answerDue(answered(request, answer, '2026-03-06'), '2026-12-31')).toMatchObject([
        { status: 'met', metOn: '2026-03-06', onTime: true },
      ]);
      expect(answerDue(answered(request, answer, '2026-03-07'), '2026-12-31')).toMatchObject([
        { status: 'met', metOn: '2026-03-07', onTime: false },
      ]);
    }
  });

  it('that did not come the same day is a warning to the one that was asked, until it comes (S-019)', () => {
    expect(found(on(request, '2026-03-06'), 'S-019')).toEqual([]);
    const late = answered(request, 'refused', '2026-03-10');
    expect(found(on(late, '2026-03-10'), 'S-019')).toMatchObject([
      { severity: 'warning', raisedOn: '2026-03-07', resolvedOn: '2026-03-10', parties: [RECEIVER] },
    ]);
    expect(found(on(answered(request, 'refused', '2026-03-06'), '2026-12-31'), 'S-019')).toEqual([]);
  });

  it('is asked for no more once it is tried, the case has gone elsewhere or the placement has ended: what was missed was missed', () => {
    const triedThen = tried(request, ['ivo', 'accepted', '2026-03-06']);
    expect(answerDue(triedThen, '2026-12-31')).toMatchObject([{ status: 'cancelled', cancelledOn: '2026-03-06' }]);
    const later = tried(request, ['ivo', 'accepted', '2026-06-01']);
    expect(answerDue(later, '2026-12-31')).toMatchObject([{ status: 'overdue', ceasedOn: '2026-06-01' }]);
    expect(answerDue(planned.ended('2026-04-01'), '2026-12-31')).toEqual([]);
    expect(answerDue(request.ended('2026-04-01'), '2026-12-31')).toMatchObject([{ ceasedOn: '2026-04-01' }]);
    const third = 'kommun-2180.socialnamnden';
    const elsewhere = answered(asked(request, '2026-03-07', { label: 'T2', to: third }), 'accepted', '2026-03-20', {
      label: 'T2',
      by: third,
    });
    expect(answerDue(elsewhere, '2026-12-31')).toMatchObject([
      { startsOn: '2026-03-06', ceasedOn: '2026-03-20' },
      { startsOn: '2026-03-07', metOn: '2026-03-20' },
    ]);
  });

  it('goes with its request, and moves with it', () => {
    const told = asked(planned, '2026-03-06', {}, { id: 't' });
    expect(answerDue(told.annulled('t'), '2026-12-31')).toEqual([]);
    expect(answerDue(asked(told, '2026-03-04', {}, { corrects: 't', at: '2026-03-08' }), '2026-12-31')).toMatchObject([
      { dueOn: '2026-03-04' },
    ]);
  });

  it('told late counts from the day it was given', () => {
    const late = answered(request, 'refused', '2026-03-06', { at: '2026-05-01' });
    expect(answerDue(late, '2026-05-01')).toMatchObject([{ status: 'met', onTime: true }]);
  });
});

describe('the decision on an application for transfer', () => {
  const refused = answered(request, 'refused', '2026-03-06');
  const application = applied(refused, '2026-03-11');

  it('is IVO’s to make within three months, on the next weekday where that is none (S-020)', () => {
    expect(decisionDue(refused, '2026-12-31')).toEqual([]);
    expect(decisionDue(application, '2026-03-11')).toMatchObject([
      {
        ...{ status: 'open', startsOn: '2026-03-11', dueOn: '2026-06-11', responsible: [] },
        why: { rule: 'S-020', statute: { act: 'SoL 2025:400', section: '29:11' } },
      },
    ]);
    expect(actorOf({ kind: 'caseTransferDecision' })).toBe('ivo');
    expect(actorOf({ kind: 'caseTransferAnswer' })).toBeUndefined();
    // 12 September 2026 is a Saturday.
    expect(decisionDue(applied(request, '2026-06-12'), '2026-06-12')).toMatchObject([
      { dueOn: '2026-09-12', latestLawfulOn: '2026-09-14' },
    ]);
  });

  it('is open through its last day, and overdue the day after', () => {
    expect(['2026-06-10', '2026-06-11', '2026-06-12'].map((asOf) => decisionDue(application, asOf)[0]?.status)).toEqual(
      ['open', 'open', 'overdue'],
    );
    expect(found(on(application, '2026-06-12'), 'S-020')).toMatchObject([
      { severity: 'info', raisedOn: '2026-06-12', parties: [PLACING_PARTY, REGION] },
    ]);
  });

  it('is met by whatever is decided, in time or late', () => {
    for (const outcome of ['accepted', 'refused'] as const) {
      const decided = tried(application, ['ivo', outcome, '2026-06-11']);
      expect(decisionDue(decided, '2026-12-31')).toMatchObject([{ status: 'met', onTime: true }]);
      const late = tried(application, ['ivo', outcome, '2026-06-12'], { by: RECEIVER });
      expect(decisionDue(late, '2026-12-31')).toMatchObject([{ status: 'met', onTime: false }]);
    }
    const byBoth = tried(tried(application, ['ivo', 'accepted', '2026-05-01']), ['court', 'refused', '2026-10-01']);
    expect(decisionDue(byBoth, '2026-12-31')).toMatchObject([{ metOn: '2026-05-01' }]);
  });

  it('falls away where the two agree before, or the placement ends', () => {
    const agreed = answered(application, 'accepted', '2026-04-01');
    expect(decisionDue(agreed, '2026-12-31')).toMatchObject([{ status: 'cancelled', cancelledOn: '2026-04-01' }]);
    expect(decisionDue(application.ended('2026-04-01'), '2026-12-31')).toMatchObject([{ cancelledOn: '2026-04-01' }]);
    const tooLate = answered(application, 'accepted', '2026-07-01');
    expect(decisionDue(tooLate, '2026-12-31')).toMatchObject([{ status: 'overdue', ceasedOn: '2026-07-01' }]);
    const granted = applied(answered(request, 'accepted', '2026-03-10'), '2026-03-11');
    expect(decisionDue(granted, '2026-12-31')).toEqual([]);
  });

  it('is named by its transfer for ever', () => {
    const [before] = decisionDue(application, '2026-03-11');
    const corrected = applied(applied(refused, '2026-03-11', { id: 'i' }), '2026-03-12', { corrects: 'i' });
    expect(decisionDue(corrected, '2026-03-12')).toMatchObject([
      { deadlineId: before?.deadlineId, dueOn: '2026-06-12' },
    ]);
  });
});

describe('an application to IVO', () => {
  it('is flagged on the day before a month has gone, and not on the day itself nor after (H-007)', () => {
    expect(early(applied(request, '2026-04-05'))).toMatchObject([
      {
        ...{ severity: 'info', raisedOn: '2026-04-05', parties: [PLACING_PARTY, RECEIVER] },
        why: { statute: { section: '29:11' } },
        message_en: expect.stringContaining('2026-04-06') as string,
      },
    ]);
    expect(early(applied(request, '2026-04-06'))).toEqual([]);
    expect(early(applied(request, '2026-04-07'))).toEqual([]);
  });

  it('is in order from the day of a refusal, and flagged before it or where the request was granted (H-007)', () => {
    const refused = answered(request, 'refused', '2026-03-10');
    expect(early(applied(refused, '2026-03-09', { at: '2026-03-10' }))).toHaveLength(1);
    expect(early(applied(refused, '2026-03-10'))).toEqual([]);
    expect(early(applied(refused, '2026-03-11'))).toEqual([]);
    expect(early(applied(answered(request, 'accepted', '2026-03-10'), '2026-05-01'))).toHaveLength(1);
  });

  it('is flagged no more once a refusal of before it is told, late as it is (H-007)', () => {
    const flagged = applied(request, '2026-03-11');
    expect(early(flagged)).toHaveLength(1);
    expect(early(answered(flagged, 'refused', '2026-03-10', { at: '2026-05-01' }))).toEqual([]);
  });
});

describe('a request for transfer', () => {
  it('that was not made in writing is flagged; one that was is not (H-010)', () => {
    expect(found(on(request, '2026-03-06'), 'H-010')).toEqual([]);
    const oral = asked(planned, '2026-03-06', { inWriting: false }, { id: 't' });
    expect(found(on(oral, '2026-03-05'), 'H-010')).toEqual([]);
    expect(found(on(oral, '2026-03-06'), 'H-010')).toMatchObject([
      {
        severity: 'info',
        raisedOn: '2026-03-06',
        parties: [PLACING_PARTY, RECEIVER],
        why: { statute: { section: '29:10' } },
      },
    ]);
    const corrected = asked(oral, '2026-03-06', {}, { corrects: 't', at: '2026-03-08' });
    expect(found(on(corrected, '2026-03-08'), 'H-010')).toEqual([]);
  });
});
