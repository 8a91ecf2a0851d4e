import { deadlineStatus, latestStage, metOnTime, reminderStages, type Deadline } from '#domain';
import { day, uuid } from '../../../../test/support/case-builder.js';

const term = (rest: Partial<Deadline> = {}): Deadline => ({
  deadlineId: uuid('deadline/D'),
  kind: 'reviewSoL',
  startsOn: day('2026-08-31'),
  dueOn: day('2027-02-28'),
  responsible: [],
  why: { rule: 'A-060', agreement: null, rulePackVersion: null, causedBy: [] },
  ...rest,
});

describe('a deadline', () => {
  it('is open through its strict day, and overdue after it', () => {
    expect(deadlineStatus(term(), day('2027-02-28'))).toBe('open');
    expect(deadlineStatus(term(), day('2027-03-01'))).toBe('overdue');
  });

  it('is open through the latest lawful day where one is given (lag 1930:173)', () => {
    const rolled = term({ latestLawfulOn: day('2027-03-01') });
    expect(deadlineStatus(rolled, day('2027-03-01'))).toBe('open');
    expect(deadlineStatus(rolled, day('2027-03-02'))).toBe('overdue');
    expect(metOnTime({ ...rolled, metOn: day('2027-03-01') })).toBe(true);
    expect(metOnTime({ ...rolled, metOn: day('2027-03-02') })).toBe(false);
    expect(metOnTime(rolled)).toBeUndefined();
  });

  it('is met from the act, however late, and overdue until then', () => {
    const late = term({ metOn: day('2027-04-01') });
    expect(deadlineStatus(late, day('2027-03-31'))).toBe('overdue');
    expect(deadlineStatus(late, day('2027-04-01'))).toBe('met');
  });

  it('is cancelled from the day its cause went away, and lapsed where time ended it', () => {
    expect(deadlineStatus(term({ cancelledOn: day('2026-12-01') }), day('2026-11-30'))).toBe('open');
    expect(deadlineStatus(term({ cancelledOn: day('2026-12-01') }), day('2026-12-01'))).toBe('cancelled');
    expect(deadlineStatus(term({ lapsedOn: day('2027-03-01') }), day('2027-02-28'))).toBe('open');
    expect(deadlineStatus(term({ lapsedOn: day('2027-03-01') }), day('2027-03-01'))).toBe('lapsed');
  });

  it('is reminded of by stages, the latest that has come, and none on or before the day it begins', () => {
    const short = term({ startsOn: day('2027-02-14'), dueOn: day('2027-02-28') });
    expect(reminderStages(short, [30, 14, 7, 1])).toEqual([
      { stageDays: 7, on: '2027-02-21' },
      { stageDays: 1, on: '2027-02-27' },
    ]);
    expect(latestStage(short, [30, 14, 7, 1], day('2027-02-20'))).toBeNull();
    expect(latestStage(short, [30, 14, 7, 1], day('2027-02-26'))?.stageDays).toBe(7);
    expect(latestStage(short, [1, 7, 14], day('2027-02-28'))?.stageDays).toBe(1);
  });
});
