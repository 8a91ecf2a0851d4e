import { aCase, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { due, found, on, open, statusOn } from '../../../../test/support/assessed.js';
import { type LegalBasis } from '#domain';

const LVU_CUSTODY: LegalBasis = { act: 'LVU', sections: ['6'], interim: true };
const LVU_CARE: LegalBasis = { act: 'LVU', sections: ['3'], interim: false };
const SOL: LegalBasis = { act: 'SoL', interim: false };
const decision = (name: string, legalBasis: LegalBasis, decidedBy: 'utskott' | 'forvaltningsratt' = 'utskott') =>
  ({ decisionId: uuid(`decision/${name}`), legalBasis, decidedBy, consents: [] }) as const;

/** A child of fourteen taken into custody on Monday 2 March 2026, and placed that day. */
const custody = (): CaseBuilder =>
  aCase()
    .registered({ legalBasis: LVU_CUSTODY })
    .decided('2026-03-02', decision('custody', LVU_CUSTODY))
    .started('2026-03-02');
const tried = (): CaseBuilder => custody().courtStep('submitted', '2026-03-06').courtStep('upheld', '2026-03-11');
const holdsOn = (story: CaseBuilder, asOf: string): boolean | undefined =>
  on(story, asOf).responsibility?.legalBasis.holds;
const why = (story: CaseBuilder, asOf: string) => on(story, asOf).responsibility?.legalBasis.why;

describe('the submission of custody to the court (LVU 7 §)', () => {
  it('is due a week from the day of the decision, by the nämnd (A-055)', () => {
    expect(due(on(custody(), '2026-03-02'), 'lvuSubmission')).toMatchObject([
      {
        startsOn: '2026-03-02',
        dueOn: '2026-03-09',
        latestLawfulOn: '2026-03-09',
        status: 'open',
        responsible: ['kommun-2080.socialnamnden'],
        why: { rule: 'A-055', statute: { act: 'LVU 1990:52', section: '7' } },
      },
    ]);
  });

  it.each([
    ['2026-03-08', true],
    ['2026-03-09', true],
    ['2026-03-10', false],
  ])('made on %s is in time: %s; a late one meets nothing, and custody has ended (A-055)', (submittedOn, isInTime) => {
    const story = custody().courtStep('submitted', submittedOn);
    expect(statusOn(story, 'lvuSubmission', '2026-03-10')).toBe(isInTime ? 'met' : 'overdue');
    expect(holdsOn(story, '2026-03-10')).toBe(isInTime);
    expect(open(on(story, '2026-03-10'), 'A-055')).toHaveLength(isInTime ? 0 : 1);
  });

  it('never made, custody stands through the last day and not on the day after (A-055)', () => {
    expect(['2026-03-08', '2026-03-09', '2026-03-10'].map((asOf) => holdsOn(custody(), asOf))).toEqual([
      true,
      true,
      false,
    ]);
    expect(
      ['2026-03-08', '2026-03-09', '2026-03-10'].map((asOf) => statusOn(custody(), 'lvuSubmission', asOf)),
    ).toEqual(['open', 'open', 'overdue']);
    expect(why(custody(), '2026-03-10')).toMatchObject({
      rule: 'A-055',
      statute: { act: 'LVU 1990:52', section: '9' },
    });
    expect(open(on(custody(), '2026-03-10'), 'A-055')).toMatchObject([
      {
        severity: 'breach',
        raisedOn: '2026-03-10',
        message_sv: expect.stringMatching(/inte underställt rätten i tid/),
      },
    ]);
  });

  it('rolls over Easter: decided on Friday 27 March it may be made on Tuesday 7 April (lag 1930:173 2 §)', () => {
    const story = aCase()
      .registered({ legalBasis: LVU_CUSTODY })
      .decided('2026-03-27', decision('custody', LVU_CUSTODY));
    expect(due(on(story, '2026-03-27'), 'lvuSubmission')).toMatchObject([
      { dueOn: '2026-04-03', latestLawfulOn: '2026-04-07' },
    ]);
    const days = ['2026-04-06', '2026-04-07', '2026-04-08'];
    expect(days.map((asOf) => holdsOn(story, asOf))).toEqual([true, true, false]);
    const made = (submittedOn: string) => story.courtStep('submitted', submittedOn);
    expect(days.map((asOf) => statusOn(made(asOf), 'lvuSubmission', '2026-04-08'))).toEqual(['met', 'met', 'overdue']);
  });

  it('is cancelled where custody is lifted before, and ceases where that comes too late (A-055)', () => {
    const lifted = (liftedOn: string) => custody().courtStep('lifted', liftedOn);
    expect(statusOn(lifted('2026-03-09'), 'lvuSubmission', '2026-03-10')).toBe('cancelled');
    expect(statusOn(lifted('2026-03-10'), 'lvuSubmission', '2026-03-10')).toBe('overdue');
    expect(found(on(lifted('2026-03-10'), '2026-03-11'), 'A-055')).toMatchObject([{ resolvedOn: '2026-03-10' }]);
    expect(statusOn(custody().ended('2026-03-05'), 'lvuSubmission', '2026-03-10')).toBe('cancelled');
    expect(statusOn(custody().legalBasisChanged('2026-03-05', SOL), 'lvuSubmission', '2026-03-10')).toBe('cancelled');
  });

  it('is of the order that it names, of the newest without a name (A-055)', () => {
    const lapsed = custody().decided('2026-03-12', decision('anew', LVU_CUSTODY));
    const dueOf = (story: CaseBuilder) =>
      due(on(story, '2026-03-25'), 'lvuSubmission').map(({ dueOn, status }) => [dueOn, status]);
    expect(dueOf(lapsed.courtStep('submitted', '2026-03-13'))).toEqual([
      ['2026-03-09', 'overdue'],
      ['2026-03-19', 'met'],
    ]);
    const first = { decisionId: uuid('decision/custody') };
    expect(dueOf(lapsed.courtStep('submitted', '2026-03-06', first))).toEqual([['2026-03-09', 'met']]);
  });

  it('is not asked of a decision on where one stays while custody stands (S-001, LVU 11 §)', () => {
    const placed = custody().decided('2026-03-04', decision('home', LVU_CUSTODY));
    expect(due(on(placed, '2026-03-20'), 'lvuSubmission')).toHaveLength(1);
    expect(holdsOn(placed, '2026-03-10')).toBe(false);
    const named = placed.courtStep('submitted', '2026-03-05', { decisionId: uuid('decision/home') });
    expect(due(on(named, '2026-03-20'), 'lvuSubmission')).toHaveLength(2);
  });

  it('is not asked of custody that the court has ordered (S-002)', () => {
    const story = aCase()
      .registered({ legalBasis: LVU_CUSTODY })
      .decided('2026-03-02', decision('custody', LVU_CUSTODY, 'forvaltningsratt'))
      .started('2026-03-02');
    const kinds = on(story, '2026-04-20').deadlines.map(({ kind }) => kind);
    expect(kinds).not.toContain('lvuSubmission');
    expect(kinds).not.toContain('lvuApplication');
    expect(holdsOn(story, '2026-04-20')).toBe(true);
  });

  it('corrected, moves what it met; annulled, it was never made; told late, it counts from its day (A-055)', () => {
    const told = custody().courtStep('submitted', '2026-03-09', {}, { id: 's1' });
    expect(holdsOn(told.courtStep('submitted', '2026-03-10', {}, { corrects: 's1' }), '2026-03-20')).toBe(false);
    expect(holdsOn(told.annulled('s1', { at: '2026-03-12' }), '2026-03-20')).toBe(false);
    const late = custody().courtStep('submitted', '2026-03-09', {}, { at: '2026-03-30' });
    expect(holdsOn(late, '2026-03-20')).toBe(true);
  });
});

describe('the court’s trial of custody (LVU 7 §)', () => {
  it('is the court’s, a week from the submission (A-055)', () => {
    const submitted = custody().courtStep('submitted', '2026-03-06');
    expect(due(on(submitted, '2026-03-06'), 'lvuCourtExamination')).toMatchObject([
      { startsOn: '2026-03-06', dueOn: '2026-03-13', actor: 'court', responsible: [], status: 'open' },
    ]);
    expect(due(on(custody(), '2026-03-06'), 'lvuCourtExamination')).toEqual([]);
  });

  it.each([
    ['upheld', '2026-03-12', true],
    ['upheld', '2026-03-13', true],
    ['upheld', '2026-03-14', false],
    ['lifted', '2026-03-13', true],
  ] as const)('%s on %s is met, in time: %s; a late one ends nothing (A-055)', (step, triedOn, onTime) => {
    const story = custody().courtStep('submitted', '2026-03-06').courtStep(step, triedOn);
    expect(due(on(story, '2026-03-20'), 'lvuCourtExamination')).toMatchObject([
      { status: 'met', metOn: triedOn, onTime },
    ]);
    expect(holdsOn(story, '2026-03-20')).toBe(step === 'upheld');
  });

  it('missed, is told to the placing party and is nobody’s breach (A-055)', () => {
    const story = custody().courtStep('submitted', '2026-03-06');
    expect(statusOn(story, 'lvuCourtExamination', '2026-03-14')).toBe('overdue');
    expect(open(on(story, '2026-03-14'), 'A-055')).toMatchObject([
      { severity: 'info', raisedOn: '2026-03-14', parties: ['kommun-2080.socialnamnden'] },
    ]);
    expect(open(on(story, '2026-03-13'), 'A-055')).toEqual([]);
  });

  it('is cancelled where care by another act takes its place, and never begins where custody has ended (A-055)', () => {
    const submitted = custody().courtStep('submitted', '2026-03-06');
    expect(statusOn(submitted.legalBasisChanged('2026-03-10', SOL), 'lvuCourtExamination', '2026-03-20')).toBe(
      'cancelled',
    );
    const late = custody().courtStep('submitted', '2026-03-10');
    expect(due(on(late, '2026-03-20'), 'lvuCourtExamination')).toEqual([]);
  });
});

describe('the application for care (LVU 8 §)', () => {
  it('is due four weeks from the execution: as told, else the later of the decision and the start (A-055)', () => {
    const dueOf = (story: CaseBuilder) =>
      due(on(story, '2026-03-31'), 'lvuApplication').map(({ startsOn, dueOn }) => [startsOn, dueOn]);
    expect(dueOf(tried())).toEqual([['2026-03-02', '2026-03-30']]);
    expect(dueOf(tried().courtStep('executed', '2026-03-04'))).toEqual([['2026-03-04', '2026-04-01']]);
    const notStarted = aCase()
      .registered({ legalBasis: LVU_CUSTODY })
      .decided('2026-03-02', decision('custody', LVU_CUSTODY))
      .courtStep('submitted', '2026-03-03');
    expect(dueOf(notStarted)).toEqual([]);
    expect(dueOf(notStarted.started('2026-03-05'))).toEqual([['2026-03-05', '2026-04-02']]);
  });

  it.each([
    ['2026-03-29', 'met', true],
    ['2026-03-30', 'met', true],
    ['2026-03-31', 'overdue', false],
  ] as const)('made on %s: %s; custody holds after it: %s (A-055)', (appliedOn, status, holds) => {
    const story = tried().courtStep('applied', appliedOn);
    expect(statusOn(story, 'lvuApplication', '2026-03-31')).toBe(status);
    expect(holdsOn(story, '2026-03-31')).toBe(holds);
  });

  it('never made, custody stands through the last day in time, after New Year’s Day (A-055, lag 1930:173 2 §)', () => {
    const story = aCase()
      .registered({ legalBasis: LVU_CUSTODY })
      .decided('2026-12-04', decision('custody', LVU_CUSTODY))
      .started('2026-12-04')
      .courtStep('submitted', '2026-12-07')
      .courtStep('upheld', '2026-12-09');
    expect(due(on(story, '2026-12-31'), 'lvuApplication')).toMatchObject([
      { dueOn: '2027-01-01', latestLawfulOn: '2027-01-04' },
    ]);
    const days = ['2027-01-03', '2027-01-04', '2027-01-05'];
    expect(days.map((asOf) => holdsOn(story, asOf))).toEqual([true, true, false]);
    expect(days.map((asOf) => statusOn(story, 'lvuApplication', asOf))).toEqual(['open', 'open', 'overdue']);
    expect(why(story, '2027-01-05')).toMatchObject({ rule: 'A-055', statute: { section: '9' } });
  });

  it('asked for more time on the last day is open until the court has answered (LVU 8 and 9 §§)', () => {
    const asked = tried().courtStep('extensionRequested', '2026-03-30');
    expect(due(on(asked, '2026-04-20'), 'lvuApplication')).toMatchObject([
      { status: 'open', extensionAskedOn: '2026-03-30', dueOn: '2026-03-30' },
    ]);
    expect(holdsOn(asked, '2026-04-20')).toBe(true);
    expect(open(on(asked, '2026-04-20'), 'A-055')).toEqual([]);
    const tooLate = tried().courtStep('extensionRequested', '2026-03-31');
    expect(statusOn(tooLate, 'lvuApplication', '2026-04-20')).toBe('overdue');
    expect(holdsOn(tooLate, '2026-04-20')).toBe(false);
  });

  it('given more time is due on the day that the court says: before it, on it and after it (LVU 8 §)', () => {
    const granted = tried()
      .courtStep('extensionRequested', '2026-03-30')
      .courtStep('extensionGranted', '2026-04-02', { until: day('2026-04-15') });
    const days = ['2026-04-14', '2026-04-15', '2026-04-16'];
    expect(due(on(granted, '2026-04-02'), 'lvuApplication')).toMatchObject([{ dueOn: '2026-04-15', status: 'open' }]);
    expect(days.map((asOf) => statusOn(granted, 'lvuApplication', asOf))).toEqual(['open', 'open', 'overdue']);
    expect(days.map((asOf) => holdsOn(granted, asOf))).toEqual([true, true, false]);
    expect(statusOn(granted.courtStep('applied', '2026-04-15'), 'lvuApplication', '2026-04-20')).toBe('met');
  });

  it('refused more time can be made on the day of the refusal where the time is out, and in time where it is not (LVU 8 §)', () => {
    const refused = (on: string) =>
      tried().courtStep('extensionRequested', '2026-03-30').courtStep('extensionRefused', on);
    const days = ['2026-04-07', '2026-04-08', '2026-04-09'];
    expect(days.map((asOf) => holdsOn(refused('2026-04-08'), asOf))).toEqual([true, true, false]);
    expect(days.map((asOf) => statusOn(refused('2026-04-08'), 'lvuApplication', asOf))).toEqual([
      'open',
      'open',
      'overdue',
    ]);
    const early = tried().courtStep('extensionRequested', '2026-03-20').courtStep('extensionRefused', '2026-03-24');
    expect(['2026-03-30', '2026-03-31'].map((asOf) => holdsOn(early, asOf))).toEqual([true, false]);
  });

  it('is cancelled where custody is lifted, refused, or was never submitted (A-055)', () => {
    const ends = [
      tried().courtStep('lifted', '2026-03-20'),
      tried().courtStep('careRefused', '2026-03-20'),
      tried().decided('2026-03-20', decision('care', LVU_CARE, 'forvaltningsratt')),
      custody(),
    ];
    for (const story of ends) expect(statusOn(story, 'lvuApplication', '2026-03-31')).toBe('cancelled');
  });

  it('is not due for custody that was decided after it was made (LVU 7 § fourth para)', () => {
    const story = aCase()
      .registered({ legalBasis: SOL })
      .courtStep('applied', '2026-02-25')
      .decided('2026-03-02', decision('custody', LVU_CUSTODY))
      .started('2026-03-02')
      .courtStep('submitted', '2026-03-03');
    expect(due(on(story, '2026-04-20'), 'lvuApplication')).toEqual([]);
    expect(due(on(story, '2026-03-04'), 'lvuCourtDecision')).toMatchObject([{ dueOn: '2026-03-11' }]);
    expect(holdsOn(story, '2026-04-20')).toBe(true);
  });
});
