import { foldTold, type Deadline, type Derived, type Finding, type Uuid } from '#domain';
import { day, party } from '../../../../test/support/case-builder.js';
import { type CaseAssessment } from './assessment.js';
import { sayCosts } from './say-costs.js';
import { sayTermsAndFindings } from './say.js';

const why = { rule: 'A-099', statutes: [], causedBy: [] } as unknown as Deadline['why'];
const id = (text: string): Uuid => `00000000-0000-4000-8000-0000000000${text}` as Uuid;
const term = (rest: Partial<Deadline> = {}): Deadline => ({
  deadlineId: id('0a'),
  kind: 'emergencyCostAllocation',
  startsOn: day('2026-01-15'),
  dueOn: day('2026-03-15'),
  latestLawfulOn: day('2026-03-16'),
  responsible: [party('kommun-2080'), party('region-20')],
  why,
  ...rest,
});
const found = (rest: Partial<Finding> = {}): Finding => ({
  findingId: id('0b'),
  rule: 'A-067',
  severity: 'warning',
  parties: [party('kommun-2080'), party('region-20')],
  raisedOn: day('2026-01-20'),
  message_sv: 'sv',
  message_en: 'en',
  why,
  ...rest,
});

interface Holding {
  readonly deadlines?: readonly Deadline[];
  readonly findings?: readonly Finding[];
}

/** What is said on a day of what holds, to one who has heard `before`. */
function saidOn(asOf: string, { deadlines = [], findings = [] }: Holding, before: readonly Derived[] = []) {
  const sayable = {
    category: 'case',
    asOf: day(asOf),
    deadlines,
    findings,
    waiting: [],
    turningDays: [],
    turningDaysByBirth: [],
    reminderDays: [30],
  } as const;
  return sayTermsAndFindings(foldTold(before), sayable, { kind: 'placement', today: day(asOf) });
}
const names = (events: readonly Derived[]) => events.map(({ type }) => type.slice('placement.'.length));

describe('a deadline that was said otherwise', () => {
  const heard = saidOn('2026-01-20', { deadlines: [term()] });

  it('is said again where any of its dates or of whose it is has changed, and else not', () => {
    expect(names(heard)).toEqual(['deadlineSet']);
    expect(saidOn('2026-01-20', { deadlines: [term()] }, heard)).toEqual([]);
    for (const change of [
      { startsOn: day('2026-01-14') },
      { dueOn: day('2026-03-14') },
      { latestLawfulOn: day('2026-03-17') },
      { responsible: [party('kommun-2080')] },
    ]) {
      expect(names(saidOn('2026-01-20', { deadlines: [term(change)] }, heard))).toEqual(['deadlineSet']);
    }
  });

  it('says the last lawful day only where there is one', () => {
    const strict = term();
    const { latestLawfulOn: _, ...withoutIt } = strict;
    expect(Object.keys(saidOn('2026-01-20', { deadlines: [withoutIt] })[0]!.data)).not.toContain('latestLawfulOn');
    expect(saidOn('2026-01-20', { deadlines: [strict] })[0]!.data).toMatchObject({ latestLawfulOn: '2026-03-16' });
  });

  it('is cancelled and set anew where it was met on another day, by other dates, or not at all', () => {
    const met = { metOn: day('2026-02-01') };
    const told = [...heard, ...saidOn('2026-02-01', { deadlines: [term(met)] }, heard)];
    expect(names(told)).toEqual(['deadlineSet', 'deadlineMet']);
    expect(saidOn('2026-02-02', { deadlines: [term(met)] }, told)).toEqual([]);
    const anew = ['deadlineCancelled', 'deadlineSet', 'deadlineMet'];
    const other = (change: Partial<Deadline>) => names(saidOn('2026-02-02', { deadlines: [term(change)] }, told));
    expect(other({ metOn: day('2026-01-31') })).toEqual(anew);
    expect(other({ ...met, dueOn: day('2026-03-14') })).toEqual(anew);
    expect(other({ ...met, latestLawfulOn: day('2026-03-17') })).toEqual(anew);
    expect(other({})).toEqual(['deadlineCancelled', 'deadlineSet']);
  });

  it('is met late after it was missed: that it was missed is no contradiction', () => {
    const missed = [...heard, ...saidOn('2026-03-17', { deadlines: [term()] }, heard)];
    expect(names(missed)).toEqual(['deadlineSet', 'deadlineMissed']);
    const late = saidOn('2026-03-20', { deadlines: [term({ metOn: day('2026-03-20') })] }, missed);
    expect(late).toMatchObject([{ type: 'placement.deadlineMet', data: { onTime: false } }]);
  });

  it('is not reminded of again where only whose it is has changed; where it is due another day it is', () => {
    const first = saidOn('2026-02-14', { deadlines: [term()] });
    expect(names(first)).toEqual(['deadlineSet', 'deadlineReminder']);
    const others = saidOn('2026-02-15', { deadlines: [term({ responsible: [party('region-20')] })] }, first);
    expect(names(others)).toEqual(['deadlineSet']);
    const again = saidOn('2026-02-16', { deadlines: [term({ responsible: [party('region-20')] })] }, [
      ...first,
      ...others,
    ]);
    expect(again).toEqual([]);
    const moved = saidOn('2026-02-15', { deadlines: [term({ dueOn: day('2026-03-14') })] }, first);
    expect(names(moved)).toEqual(['deadlineSet', 'deadlineReminder']);
  });

  it('begins anew after it was cancelled: set, reminded of and missed again', () => {
    const first = saidOn('2026-02-14', { deadlines: [term()] });
    const gone = [...first, ...saidOn('2026-02-15', {}, first)];
    expect(names(gone)).toEqual(['deadlineSet', 'deadlineReminder', 'deadlineCancelled']);
    const again = [...gone, ...saidOn('2026-02-16', { deadlines: [term()] }, gone)];
    expect(names(again).slice(3)).toEqual(['deadlineSet', 'deadlineReminder']);
    expect(saidOn('2026-02-17', { deadlines: [term()] }, again)).toEqual([]);
    expect(names(saidOn('2026-03-17', { deadlines: [term()] }, again))).toEqual(['deadlineMissed']);
  });

  it('that lapses is not set, missed or met', () => {
    expect(saidOn('2026-03-17', { deadlines: [term({ lapsedOn: day('2026-03-17') })] })).toEqual([]);
    expect(saidOn('2026-03-17', { deadlines: [term({ lapsedOn: day('2026-03-17') })] }, heard)).toEqual([]);
  });

  it('is cancelled where it is no more, several in the order of their ids', () => {
    const three = [term({ deadlineId: id('0c') }), term({ deadlineId: id('0a') }), term({ deadlineId: id('0b') })];
    const told = saidOn('2026-01-20', { deadlines: three });
    expect(saidOn('2026-01-21', {}, told).map(({ thing }) => thing)).toEqual([id('0a'), id('0b'), id('0c')]);
  });

  it('tells that its dates come from a birthday only where they do', () => {
    expect(heard[0]).not.toHaveProperty('fromBirthDate');
    expect(saidOn('2026-01-20', { deadlines: [term({ fromBirthDate: 'end' })] })[0]).toMatchObject({
      fromBirthDate: true,
    });
  });
});

describe('a finding that was said otherwise', () => {
  const heard = saidOn('2026-01-20', { findings: [found()] });

  it('is raised again where its day, severity or parties have changed, and else not', () => {
    expect(names(heard)).toEqual(['findingRaised']);
    expect(saidOn('2026-01-20', { findings: [found()] }, heard)).toEqual([]);
    for (const change of [
      { raisedOn: day('2026-01-19') },
      { severity: 'breach' as const },
      { parties: [party('region-20')] },
    ]) {
      expect(names(saidOn('2026-01-20', { findings: [found(change)] }, heard))).toEqual(['findingRaised']);
    }
  });

  it('is resolved once, raised again where it is open again, and both where it was another', () => {
    const resolved = found({ resolvedOn: day('2026-01-25') });
    expect(saidOn('2026-01-24', { findings: [resolved] }, heard)).toEqual([]);
    const told = [...heard, ...saidOn('2026-01-25', { findings: [resolved] }, heard)];
    expect(names(told)).toEqual(['findingRaised', 'findingResolved']);
    expect(saidOn('2026-01-26', { findings: [resolved] }, told)).toEqual([]);
    expect(names(saidOn('2026-01-26', { findings: [found({ resolvedOn: day('2026-01-26') })] }, told))).toEqual([
      'findingResolved',
    ]);
    expect(names(saidOn('2026-01-26', { findings: [found()] }, told))).toEqual(['findingRaised']);
    const other = found({ severity: 'breach', resolvedOn: day('2026-01-25') });
    expect(names(saidOn('2026-01-26', { findings: [other] }, told))).toEqual(['findingRaised', 'findingResolved']);
  });

  it('is resolved where it is no more, several in the order of their ids, and not twice', () => {
    const three = [found({ findingId: id('0c') }), found({ findingId: id('0a') }), found({ findingId: id('0b') })];
    const told = saidOn('2026-01-20', { findings: three });
    const gone = saidOn('2026-01-21', {}, told);
    expect(gone.map(({ thing }) => thing)).toEqual([id('0a'), id('0b'), id('0c')]);
    expect(saidOn('2026-01-22', {}, [...told, ...gone])).toEqual([]);
  });

  it('tells that it comes from a birthday only where it does', () => {
    expect(heard[0]).not.toHaveProperty('fromBirthDate');
    expect(saidOn('2026-01-20', { findings: [found({ fromBirthDate: true })] })[0]).toMatchObject({
      fromBirthDate: true,
    });
  });
});

describe('costs that were said otherwise', () => {
  const fixed = { version: 1, fixedOn: day('2026-02-04'), effectiveFrom: day('2026-01-15'), why };
  const byParty = [{ party: party('region-20'), amountOre: 100 }];
  const claim = { claimId: id('0d'), outcome: 'partlyCovered' as const, reason: 'percentage' as const, byParty, why };
  const said = (costs: { fixed?: readonly object[]; claims?: readonly object[] }, before: readonly Derived[] = []) => {
    const { fixed: versions = [], claims = [] } = costs;
    return sayCosts(foldTold(before), { fixed: versions, costs: { claims } } as unknown as CaseAssessment);
  };

  it('are fixed again where the day of either kind is another, and else not', () => {
    const told = said({ fixed: [fixed] });
    expect(names(told)).toHaveLength(1);
    expect(said({ fixed: [fixed] }, told)).toEqual([]);
    expect(said({ fixed: [{ ...fixed, fixedOn: day('2026-02-05') }] }, told)).toHaveLength(1);
    expect(said({ fixed: [{ ...fixed, effectiveFrom: day('2026-01-16') }] }, told)).toHaveLength(1);
  });

  it('are answered again where outcome, reason, party or amount is another, and else not', () => {
    const told = said({ claims: [claim] });
    expect(told).toHaveLength(1);
    expect(said({ claims: [claim] }, told)).toEqual([]);
    for (const change of [
      { outcome: 'covered' },
      { reason: 'contract' },
      { byParty: [{ party: party('region-20'), amountOre: 101 }] },
      { byParty: [{ party: party('region-21'), amountOre: 100 }] },
      { byParty: [] },
    ]) {
      expect(said({ claims: [{ ...claim, ...change }] }, told)).toHaveLength(1);
    }
  });
});

describe('what was said', () => {
  it('is the same state where nothing is added', () => {
    const told = foldTold(saidOn('2026-01-20', { deadlines: [term()] }));
    expect(foldTold([], told)).toBe(told);
    const nothing = {
      deadlines: new Map(),
      findings: new Map(),
      fixed: new Map(),
      claims: new Map(),
      expired: new Map(),
      handovers: new Map(),
      disclosures: new Map(),
      extended: null,
    };
    expect(foldTold([])).toEqual(nothing);
  });

  it('of a deadline or finding never heard of adds nothing', () => {
    const heard = saidOn('2026-01-20', { deadlines: [term()], findings: [found()] });
    const gone = saidOn('2026-01-21', {}, heard);
    expect(foldTold(gone)).toEqual(foldTold([]));
  });
});
