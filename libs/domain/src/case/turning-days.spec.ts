import { type Day, type Deadline } from '#domain';
import { type Costs } from '../costs/costs.js';
import { type Finding } from '../making/finding.js';
import { aCase, day } from '../../../../test/support/case-builder.js';
import { on } from '../../../../test/support/assessed.js';
import { type Story } from '../story/story.js';
import { turningDaysOf } from './turning-days.js';

interface Asked {
  readonly deadlines?: readonly Partial<Deadline>[];
  readonly findings?: readonly Partial<Finding>[];
  readonly fixed?: readonly string[];
  readonly lines?: readonly { readonly from: Day; readonly to: Day | null }[];
  readonly contracts?: readonly { readonly from: Day; readonly to: Day | null }[];
}

/** The turning days of a stream without a course, as of 10 March 2026. */
function turnsOf({ deadlines = [], findings = [], fixed = [], lines = [], contracts = [] }: Asked): readonly Day[] {
  return turningDaysOf({
    story: { later: [], asOf: day('2026-03-10') } as unknown as Story,
    course: null,
    deadlines: deadlines as readonly Deadline[],
    findings: findings as readonly Finding[],
    costs: {
      fixed: fixed.map((effectiveFrom) => ({ effectiveFrom })),
      view: { lines, contracts },
    } as unknown as Costs,
    reminderDays: [7, 1],
  }).turningDays;
}
const span = (from: string, to: string | null) => ({ from: day(from), to: to === null ? null : day(to) });

describe('the days on which another answer may hold', () => {
  it('are the stages of a deadline, its due day, the day after, and the day after the last lawful one', () => {
    const term = { startsOn: day('2026-02-01'), dueOn: day('2026-03-21'), latestLawfulOn: day('2026-03-23') };
    expect(turnsOf({ deadlines: [term] })).toEqual([
      '2026-03-14',
      '2026-03-20',
      '2026-03-21',
      '2026-03-22',
      '2026-03-24',
    ]);
  });

  it('are none of a deadline that is met, or that ran out before the day asked', () => {
    const term = { startsOn: day('2026-02-01'), dueOn: day('2026-03-21') };
    expect(turnsOf({ deadlines: [{ ...term, metOn: day('2026-03-10') }] })).toEqual([]);
    expect(turnsOf({ deadlines: [{ ...term, dueOn: day('2026-03-09') }] })).toEqual([]);
    expect(turnsOf({ deadlines: [{ ...term, dueOn: day('2026-03-10') }] })).toEqual(['2026-03-11']);
  });

  it('are the day on which a deadline is met, where what met it was told later than the day asked', () => {
    const over = { startsOn: day('2026-01-01'), dueOn: day('2026-02-01') };
    expect(turnsOf({ deadlines: [{ ...over, metOn: day('2026-03-11') }] })).toEqual(['2026-03-11']);
    expect(turnsOf({ deadlines: [{ ...over, metOn: day('2026-03-09') }] })).toEqual([]);
  });

  it('are the day on which a deadline is cancelled or lapses, also after it ran out', () => {
    const over = { startsOn: day('2026-01-01'), dueOn: day('2026-02-01') };
    expect(turnsOf({ deadlines: [{ ...over, cancelledOn: day('2026-04-01') }] })).toEqual(['2026-04-01']);
    expect(turnsOf({ deadlines: [{ ...over, lapsedOn: day('2026-04-02') }] })).toEqual(['2026-04-02']);
  });

  it('are those on which a finding is raised and resolved, after the day asked and not on it', () => {
    expect(turnsOf({ findings: [{ raisedOn: day('2026-03-10'), resolvedOn: day('2026-03-11') }] })).toEqual([
      '2026-03-11',
    ]);
    expect(turnsOf({ findings: [{ raisedOn: day('2026-03-12') }] })).toEqual(['2026-03-12']);
  });

  it('are those from which a version works, and those of cost lines and contracts: their first, and the day after their last', () => {
    expect(turnsOf({ fixed: ['2026-03-10', '2026-03-11'] })).toEqual(['2026-03-11']);
    for (const where of ['lines', 'contracts'] as const) {
      const turns = (from: string, to: string | null) => turnsOf({ [where]: [span(from, to)] });
      expect(turns('2026-04-01', '2026-04-30')).toEqual(['2026-04-01', '2026-05-01']);
      expect(turns('2026-04-01', null)).toEqual(['2026-04-01']);
      expect(turns('2026-01-01', '2026-03-10')).toEqual(['2026-03-11']);
      expect(turns('2026-01-01', '2026-03-09')).toEqual([]);
    }
  });

  it('are each told once, in their order', () => {
    const days = turnsOf({ findings: [{ raisedOn: day('2026-05-01') }], fixed: ['2026-05-01', '2026-04-01'] });
    expect(days).toEqual(['2026-04-01', '2026-05-01']);
  });
});

describe('the birthdays of somebody placed', () => {
  const turns = on(aCase().registered().started('2026-01-15'), '2026-01-20').turningDays;
  const born = '2012-03-04';

  it.each([15, 18, 21])('turn the case on the day that the person is %d', (age) => {
    expect(turns).toContain(`${2012 + age}${born.slice(4)}`);
  });
});
