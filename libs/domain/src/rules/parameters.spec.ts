import fc from 'fast-check';
import {
  addDays,
  asDay,
  birthdayOf,
  dueBy,
  isLawOn,
  isRuleId,
  PARAMETERS,
  reaches,
  datedSection,
  statuteNamed,
  statuteResolves,
  timeOut,
  valueOn,
  type ParameterEntry,
  type ParameterId,
} from '#domain';
import { always } from '../../../../test/support/always.js';

const day = asDay;
const ids = Object.keys(PARAMETERS) as ParameterId[];
const entriesOf = (id: ParameterId): readonly ParameterEntry[] => PARAMETERS[id];

/** Six months until the end of 2026, from then on another number. */
const changed = (months: number, by: ParameterEntry['by'] = 'due'): readonly ParameterEntry[] => [
  { value: 6, unit: 'months', from: day('2002-01-01'), to: day('2026-12-31'), by },
  { value: months, unit: 'months', from: day('2027-01-01'), by },
];
const dueOf = (entries: readonly ParameterEntry[], startsOn: string, decidedOn?: string) =>
  dueBy(entries, { startsOn: day(startsOn), ...(decidedOn ? { decidedOn: day(decidedOn) } : {}) })?.dueOn;

describe('the parameters of the law', () => {
  it('hold one after the other, each of one unit, and only the last without an end', () => {
    for (const id of ids) {
      const entries = entriesOf(id);
      entries.forEach(({ from, to, unit, by }, at) => {
        const next = entries[at + 1];
        expect([unit, by]).toEqual([entries[0]?.unit, entries[0]?.by]);
        expect(to === undefined || from <= to).toBe(true);
        expect(to && addDays(to, 1)).toBe(next?.from);
      });
    }
  });

  it('rest on a statute or on a rule, and on no statute before it was law', () => {
    for (const { rule, statute, from } of ids.flatMap(entriesOf)) {
      expect(rule !== undefined || statute !== undefined).toBe(true);
      expect(rule === undefined || isRuleId(rule)).toBe(true);
      if (statute === undefined) continue;
      expect(statuteResolves(statuteNamed(statute))).toBe(true);
      const cited = datedSection(statute)(from);
      expect(cited === undefined || isLawOn(cited, from)).toBe(true);
    }
  });

  it('are those that the law and the agreement say (A-003, A-004, A-060, A-061, A-062, A-082, D-014, G-03, H-001, H-011, H-013, S-010, S-013, S-015, S-020)', () => {
    const now = day('2026-01-15');
    expect(Object.fromEntries(ids.map((id) => [id, [valueOn(id, now), entriesOf(id)[0]?.unit]]))).toEqual({
      admissionNotice: [24, 'hours'],
      dischargeSipCall: [3, 'days'],
      dischargePayment: [3, 'days'],
      dischargePaymentAfterNoon: [4, 'days'],
      considerationSoL: [6, 'months'],
      reviewLVU: [6, 'months'],
      longestCareLVM: [6, 'months'],
      followUpAfterSoL: [6, 'months'],
      followUpAfterLVU: [6, 'months'],
      namndFileKept: [5, 'years'],
      homeFileKept: [2, 'years'],
      healthRecordKept: [10, 'years'],
      emergencyAccessReview: [7, 'days'],
      enquiryKept: [30, 'yearsOfAge'],
      lvuSubmission: [1, 'weeks'],
      lvuCourtExamination: [1, 'weeks'],
      lvuApplication: [4, 'weeks'],
      lvuCourtDecision: [2, 'weeks'],
      lvmSubmission: [1, 'days'],
      lvmCourtExamination: [4, 'days'],
      lvmCourtExaminationAtMost: [1, 'weeks'],
      lvmApplication: [1, 'weeks'],
      lvmCourtDecision: [1, 'weeks'],
      lvuOrderLapse: [4, 'weeks'],
      lvmOrderLapse: [4, 'weeks'],
      lvmNotCountedInRow: [6, 'months'],
      contactRestrictionReview: [3, 'months'],
      nonExecutionReport: [3, 'months'],
      carePlanRevision: [2, 'years'],
      caseTransferWait: [1, 'months'],
      caseTransferDecision: [3, 'months'],
      followUpBeforeEnd: [60, 'days'],
      ofAge: [18, 'yearsOfAge'],
      leapDayBirthday: [1, 'days'],
      childConsents: [15, 'yearsOfAge'],
      dentalCareOffered: [19, 'yearsOfAge'],
      adult: [21, 'yearsOfAge'],
    });
    expect(valueOn('considerationSoL', day('2001-12-31'))).toBeUndefined();
  });
});

describe('a time that the law sets', () => {
  it('is out on the day it says, under the section of that day (D5)', () => {
    expect(timeOut('considerationSoL', { startsOn: day('2024-12-30') })).toEqual({
      dueOn: '2025-06-30',
      statute: { act: 'SoL 2001:453', section: '6:8' },
    });
    expect(timeOut('considerationSoL', { startsOn: day('2025-01-01') })).toEqual({
      dueOn: '2025-07-01',
      statute: { act: 'SoL 2025:400', section: '22:13' },
    });
    expect(timeOut('carePlanRevision', { startsOn: day('2023-06-30') })).toEqual({
      dueOn: '2025-06-30',
      statute: undefined,
    });
  });

  it('is that of the entry in whose validity its own due day lies', () => {
    expect(dueOf(changed(12), '2026-06-30')).toBe('2026-12-30');
    expect(dueOf(changed(12), '2026-07-01')).toBe('2027-07-01');
    expect(dueOf(changed(3), '2026-06-30')).toBe('2026-12-30');
    expect(dueOf(changed(3), '2026-12-01')).toBe('2027-03-01');
  });

  it('that became shorter is out no earlier than the day it did', () => {
    expect(dueOf(changed(3), '2026-07-01')).toBe('2027-01-01');
    expect(dueOf(changed(3), '2026-09-30')).toBe('2027-01-01');
    expect(dueOf(changed(3), '2026-10-01')).toBe('2027-01-01');
    expect(dueOf(changed(3), '2026-10-02')).toBe('2027-01-02');
  });

  it('started by a decision is that of the decision’s day', () => {
    expect(dueOf(changed(3, 'decision'), '2027-01-05', '2026-12-31')).toBe('2027-07-05');
    expect(dueOf(changed(3, 'decision'), '2027-01-05', '2027-01-01')).toBe('2027-04-05');
    expect(dueOf(changed(3, 'decision'), '2026-12-31')).toBe('2027-06-30');
  });

  it('that is law no more is never out; before it was law, on the day it became so', () => {
    const ended = changed(3).slice(0, 1);
    expect(dueOf(ended, '2026-06-30')).toBe('2026-12-30');
    expect(dueOf(ended, '2026-07-01')).toBeUndefined();
    expect(dueOf(ended, '2001-01-01')).toBe('2002-01-01');
    expect(dueOf(changed(3, 'decision').slice(0, 1), '2026-12-01', '2027-01-01')).toBeUndefined();
    expect(dueOf(changed(3, 'decision'), '2001-01-01')).toBe('2002-01-01');
  });

  it('falls due within the validity of an entry, whatever numbers change', () => {
    always(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 1500 }), (months, days) => {
        const entries = changed(months);
        const due = dueOf(entries, addDays(day('2025-01-01'), days));
        expect(entries.some(({ from, to }) => due !== undefined && from <= due && (!to || due <= to))).toBe(true);
      }),
    );
  });
});

describe('an age of the law', () => {
  it('is reached on the birthday (H-001)', () => {
    expect(reaches('ofAge', day('2008-05-01'))).toBe('2026-05-01');
    expect(reaches('childConsents', day('2008-02-29'))).toBe('2023-02-28');
    expect(reaches('ofAge', day('2004-02-29'))).toBe('2022-02-28');
    expect([19, 20, 21].map((age) => birthdayOf(day('2004-02-29'), age))).toEqual([
      '2023-02-28',
      '2024-02-29',
      '2025-02-28',
    ]);
    expect(reaches('adult', day('2005-02-01'))).toBe('2026-02-01');
  });
});
