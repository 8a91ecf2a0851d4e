import { costsOf, storyOf, type CostLine, type SettingOverrides } from '#domain';
import {
  aCase,
  aLine,
  dalarna,
  day,
  name,
  noAgreement,
  PLACING_PARTY,
  REGION,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';

const costsOn = (told: CaseBuilder, asOf: string, settings: SettingOverrides = {}) =>
  costsOf(storyOf(told.theCase, dalarna(settings), day(asOf), name));
const viewOn = (...args: Parameters<typeof costsOn>) => costsOn(...args).view;
/** A line in one word: `housing 2026-01-15–2026-02-09 A-100`. */
const inWords = ({ category, version, from, to, why }: CostLine): string =>
  `${category}${version === undefined ? '' : ` v${version}`} ${from}–${to ?? ''} ${why.rule}`;
const linesOn = (...args: Parameters<typeof costsOn>): readonly string[] => viewOn(...args).lines.map(inWords);
const ofCategory = (category: string, lines: readonly string[]) => lines.filter((line) => line.startsWith(category));

const emergency = aCase().emergency().started('2026-01-15');
const planned = aCase().registered().clarified().confirmed({}, { at: '2026-01-12' }).started('2026-01-15');

describe('an emergency placement', () => {
  it('keeps its every cost with the placing kommun until an allocation is fixed (A-100)', () => {
    const view = viewOn(emergency, '2026-03-14');
    expect(view).toMatchObject({ status: 'provisional', negotiation: 'none', choices: [] });
    expect(view.lines.map(({ category }) => category)).toEqual([
      'housing',
      'socialSupport',
      'healthcare',
      'dental',
      'schooling',
      'transport',
      'other',
    ]);
    for (const line of view.lines) {
      expect(line).toMatchObject({ shares: [{ party: PLACING_PARTY, permille: 1000 }], from: '2026-01-15' });
      expect(line).not.toHaveProperty('to');
      expect(line.why.rule).toBe('A-100');
    }
  });

  it('still does after the two months: they are a time limit, not a loss (A-099, A-100)', () => {
    expect(viewOn(emergency, '2027-01-01').status).toBe('provisional');
  });

  it('has no cost before its start, and from its planned start while none has been told', () => {
    expect(viewOn(emergency, '2026-01-14')).toMatchObject({ status: 'none', lines: [] });
    expect(viewOn(aCase().emergency(), '2026-01-15').status).toBe('provisional');
  });

  it('keeps its lines no longer than the placement', () => {
    expect(ofCategory('housing', linesOn(emergency.ended('2026-02-20'), '2026-06-01'))).toEqual([
      'housing 2026-01-15–2026-02-20 A-100',
    ]);
  });

  it('has the line that begins on its last day, for that day, and none that begins after it (A-098)', () => {
    const until = (endedOn: string) =>
      ofCategory(
        'housing',
        linesOn(emergency.proposed('2026-03-01').approvedByBoth('2026-02-10').ended(endedOn), '2026-06-01'),
      );
    expect(until('2026-03-01')).toEqual([
      'housing 2026-01-15–2026-02-28 A-100',
      'housing v1 2026-03-01–2026-03-01 A-098',
    ]);
    expect(until('2026-02-28')).toEqual(['housing 2026-01-15–2026-02-28 A-100']);
  });

  it('is not moved to another start by a move between homes', () => {
    expect(ofCategory('housing', linesOn(emergency.moved('2026-02-20'), '2026-06-01'))).toEqual([
      'housing 2026-01-15– A-100',
    ]);
  });

  it('is provisional where no agreement is in force too: what the nämnd decided it answers for', () => {
    const view = costsOf(storyOf(emergency.theCase, noAgreement, day('2026-03-14'), name)).view;
    expect(view.status).toBe('provisional');
    expect(view.lines[0]?.why).toMatchObject({ agreement: null, rulePackVersion: null });
  });
});

describe('an emergency placement whose allocation is fixed in time', () => {
  const inTime = emergency.proposed('2026-01-15').approvedByBoth('2026-02-10');

  it('is covered back to the placement day by default, which is said to be a choice (A-101)', () => {
    const view = viewOn(inTime, '2026-06-01');
    expect(view.status).toBe('fixed');
    expect(ofCategory('housing', view.lines.map(inWords))).toEqual(['housing v1 2026-01-15– A-098']);
    expect(view.choices).toEqual([{ setting: 'retroactiveFrom', value: 'placementDate', rule: 'A-101' }]);
  });

  it('is covered from the last signature where the parties have set it so (A-101)', () => {
    const settings = { retroactiveFrom: 'agreementDate' } as const;
    const view = viewOn(inTime, '2026-06-01', settings);
    expect(ofCategory('housing', view.lines.map(inWords))).toEqual([
      'housing 2026-01-15–2026-02-09 A-101',
      'housing v1 2026-02-10– A-098',
    ]);
    expect(view.choices).toEqual([{ setting: 'retroactiveFrom', value: 'agreementDate', rule: 'A-101' }]);
  });

  it('is covered from a later day where the parties wrote one', () => {
    const later = emergency.proposed('2026-03-01').approvedByBoth('2026-02-10');
    expect(ofCategory('housing', linesOn(later, '2026-06-01'))).toEqual([
      'housing 2026-01-15–2026-02-28 A-100',
      'housing v1 2026-03-01– A-098',
    ]);
    expect(viewOn(later, '2026-06-01').choices).toEqual([]);
  });

  it('is covered from its start and no earlier, whatever was written', () => {
    const before = emergency.proposed('2025-12-01').approvedByBoth('2026-02-10');
    expect(ofCategory('housing', linesOn(before, '2026-06-01'))).toEqual(['housing v1 2026-01-15– A-098']);
  });

  it('leaves a category that it does not name with the placing kommun until it was fixed, and says nothing of it after (A-098, A-100)', () => {
    expect(ofCategory('dental', linesOn(inTime, '2026-06-01'))).toEqual(['dental 2026-01-15–2026-02-09 A-100']);
  });

  it('is decided by no setting where it was signed on the placement day', () => {
    const atOnce = emergency.proposed('2026-01-15').approvedByBoth('2026-01-15');
    expect(viewOn(atOnce, '2026-06-01').choices).toEqual([]);
    const writtenEarlier = emergency.proposed('2025-12-01').approvedByBoth('2026-01-15');
    expect(viewOn(writtenEarlier, '2026-06-01').choices).toEqual([]);
  });
});

describe('an emergency placement whose allocation is fixed after the two months', () => {
  const late = emergency.proposed('2026-01-15').approvedByBoth('2026-04-01');
  const lock = { afterDeadline: 'lockToPlacer' } as const;

  it('is only escalated by default: it still works back (A-101)', () => {
    const view = viewOn(late, '2026-06-01');
    expect(ofCategory('housing', view.lines.map(inWords))).toEqual(['housing v1 2026-01-15– A-098']);
    expect(view.choices).toContainEqual({ setting: 'afterDeadline', value: 'escalate', rule: 'A-101' });
  });

  it('leaves what fell before the late signature with the placer where the parties have set it so (A-101)', () => {
    const view = viewOn(late, '2026-06-01', lock);
    expect(ofCategory('housing', view.lines.map(inWords))).toEqual([
      'housing 2026-01-15–2026-03-31 A-101',
      'housing v1 2026-04-01– A-098',
    ]);
    expect(view.choices).toContainEqual({ setting: 'afterDeadline', value: 'lockToPlacer', rule: 'A-101' });
  });

  it('locks nothing when it was signed on the last day, the twin', () => {
    const lastDay = emergency.proposed('2026-01-15').approvedByBoth('2026-03-15');
    expect(ofCategory('housing', linesOn(lastDay, '2026-06-01', lock))).toEqual(['housing v1 2026-01-15– A-098']);
    const dayAfter = emergency.proposed('2026-01-15').approvedByBoth('2026-03-16');
    expect(ofCategory('housing', linesOn(dayAfter, '2026-06-01', lock))).toHaveLength(2);
  });

  it('locks from the Monday only where the parties let their two months roll over a weekend', () => {
    // 2026-03-15 is a Sunday.
    const monday = emergency.proposed('2026-01-15').approvedByBoth('2026-03-16');
    expect(ofCategory('housing', linesOn(monday, '2026-06-01', { ...lock, weekendRule: true }))).toHaveLength(1);
  });

  it('locks for a later version too, when the first came late', () => {
    const second = late
      .proposed('2026-01-15', { version: 2 }, { at: '2026-05-01' })
      .approvedByBoth('2026-05-02', { version: 2 });
    expect(ofCategory('housing', linesOn(second, '2026-06-01', lock))).toEqual([
      'housing 2026-01-15–2026-03-31 A-101',
      'housing v2 2026-04-01– A-098',
    ]);
  });

  it('does not lock because a later version comes after the two months, when the first came in time', () => {
    const second = emergency
      .proposed('2026-01-15')
      .approvedByBoth('2026-02-10')
      .proposed('2026-01-15', { version: 2 }, { at: '2026-05-01' })
      .approvedByBoth('2026-05-02', { version: 2 });
    expect(ofCategory('housing', linesOn(second, '2026-06-01', lock))).toEqual(['housing v2 2026-01-15– A-098']);
  });

  it('is late to nobody where no agreement is in force', () => {
    const view = costsOf(storyOf(late.theCase, noAgreement, day('2026-06-01'), name)).view;
    expect(view.choices).toEqual([{ setting: 'retroactiveFrom', value: 'placementDate', rule: 'A-101' }]);
  });
});

describe('a planned placement', () => {
  it('has no allocation until one is fixed: nothing is provisional (A-100 speaks of the emergency)', () => {
    expect(viewOn(planned, '2026-06-01')).toMatchObject({ status: 'none', lines: [], negotiation: 'none' });
  });

  it('is covered as written when all signed no later than that', () => {
    const ahead = planned.proposed('2026-01-15').approvedByBoth('2026-01-14');
    const costs = costsOn(ahead, '2026-06-01');
    expect(ofCategory('housing', costs.view.lines.map(inWords))).toEqual(['housing v1 2026-01-15– A-098']);
    expect(costs.view.choices).toEqual([]);
    expect(costs.findings).toEqual([]);
  });

  it('is covered from the very day of the last signature without a word (A-098)', () => {
    const sameDay = planned.proposed('2026-02-10').approvedByBoth('2026-02-10');
    expect(costsOn(sameDay, '2026-06-01').findings).toEqual([]);
  });

  const reachingBack = planned.proposed('2026-01-15').approved('2026-02-10').approved('2026-02-20', {}, { by: REGION });

  it('is covered only from the last signature when it was written for an earlier day, and that is flagged (A-098)', () => {
    const costs = costsOn(reachingBack, '2026-06-01');
    expect(ofCategory('housing', costs.view.lines.map(inWords))).toEqual(['housing v1 2026-02-20– A-098']);
    expect(costs.view.choices).toEqual([{ setting: 'plannedRetroactive', value: 'fromSignature', rule: 'A-098' }]);
    expect(costs.findings).toMatchObject([{ rule: 'A-098', severity: 'warning', raisedOn: '2026-02-20' }]);
  });

  it('is covered as written where the parties have set it so, and that is shown as their choice (A-098)', () => {
    const costs = costsOn(reachingBack, '2026-06-01', { plannedRetroactive: 'asWritten' });
    expect(ofCategory('housing', costs.view.lines.map(inWords))).toEqual(['housing v1 2026-01-15– A-098']);
    expect(costs.findings).toMatchObject([{ rule: 'A-098', severity: 'info', raisedOn: '2026-02-20' }]);
  });

  it('is not ruled by the settings of an emergency', () => {
    const settings = { retroactiveFrom: 'agreementDate', afterDeadline: 'lockToPlacer' } as const;
    const ahead = planned.proposed('2026-03-01').approvedByBoth('2026-02-10');
    expect(ofCategory('housing', linesOn(ahead, '2026-06-01', settings))).toEqual(['housing v1 2026-03-01– A-098']);
  });
});

describe('a version that supersedes another', () => {
  const first = emergency.proposed('2026-01-15').approvedByBoth('2026-02-10');
  const shared = [aLine('housing', { [PLACING_PARTY]: 600, [REGION]: 400 })];
  const second = first.proposed('2026-04-01', { version: 2, lines: shared }, { at: '2026-03-01' });

  it('does so from its own day, once it is fixed', () => {
    expect(linesOn(second, '2026-06-01')).toEqual(linesOn(first, '2026-06-01'));
    const fixed = second.approvedByBoth('2026-03-10', { version: 2 });
    expect(ofCategory('h', linesOn(fixed, '2026-06-01'))).toEqual([
      'housing v1 2026-01-15–2026-03-31 A-098',
      'healthcare v1 2026-01-15–2026-03-31 A-098',
      'housing v2 2026-04-01– A-098',
    ]);
    expect(viewOn(fixed, '2026-06-01').lines.at(-1)?.shares).toEqual(shared[0]!.shares);
  });

  it('stands whichever of the two was signed first', () => {
    const secondFirst = emergency
      .proposed('2026-01-15', {}, { at: '2026-02-01' })
      .proposed('2026-04-01', { version: 2, lines: shared }, { at: '2026-02-02' })
      .approvedByBoth('2026-02-10', { version: 2 })
      .approvedByBoth('2026-02-20');
    expect(ofCategory('housing', linesOn(secondFirst, '2026-06-01'))).toEqual([
      'housing v1 2026-01-15–2026-03-31 A-098',
      'housing v2 2026-04-01– A-098',
    ]);
  });

  it('may name a category that the one before did not: between the two nobody is said to pay it', () => {
    const lines = [aLine('housing', { [PLACING_PARTY]: 1000 }), aLine('dental', { [REGION]: 1000 })];
    const named = first
      .proposed('2026-04-01', { version: 2, lines }, { at: '2026-03-01' })
      .approvedByBoth('2026-03-10', { version: 2 });
    expect(ofCategory('dental', linesOn(named, '2026-06-01'))).toEqual([
      'dental 2026-01-15–2026-02-09 A-100',
      'dental v2 2026-04-01– A-098',
    ]);
  });

  it('leaves no day to the one before when it begins no later', () => {
    const same = first
      .proposed('2026-01-15', { version: 2, lines: shared }, { at: '2026-03-01' })
      .approvedByBoth('2026-03-10', { version: 2 });
    expect(ofCategory('housing', linesOn(same, '2026-06-01'))).toEqual(['housing v2 2026-01-15– A-098']);
  });

  it('changes nothing while it is disputed or when it is withdrawn (A-102)', () => {
    const disputed = second.approved('2026-03-10', { version: 2 }).disputed(2, { at: '2026-03-12' });
    expect(linesOn(disputed, '2026-06-01')).toEqual(linesOn(first, '2026-06-01'));
    expect(linesOn(second.withdrawn(2, { at: '2026-03-12' }), '2026-06-01')).toEqual(linesOn(first, '2026-06-01'));
  });

  it('shows no line for days after the placement has ended', () => {
    const ended = second.approvedByBoth('2026-03-10', { version: 2 }).ended('2026-03-20');
    expect(ofCategory('housing', linesOn(ended, '2026-06-01'))).toEqual(['housing v1 2026-01-15–2026-03-20 A-098']);
  });
});
