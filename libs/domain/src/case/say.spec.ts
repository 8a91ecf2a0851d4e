import fc from 'fast-check';
import {
  addDays,
  assess,
  deadlineStatus,
  foldTold,
  say,
  type CaseAssessment,
  type Day,
  type Derived,
  type ToldState,
} from '#domain';
import { aCase, dalarna, day, name, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { someDay, someStory } from '../../../../test/support/arbitrary-case.js';
import { on } from '../../../../test/support/assessed.js';
import { always } from '../../../../test/support/always.js';

const emergency = (startedOn = '2026-01-15'): CaseBuilder =>
  aCase().emergency({ registeredKommun: null }).started(startedOn, { id: 's', at: '2026-01-15' });

/** What is said of a story on a day, to one who has heard `before`. */
const saidOn = (story: CaseBuilder, asOf: string, before: readonly Derived[] = []): readonly Derived[] =>
  say(foldTold(before), on(story, asOf), day(asOf));

/** Of the allocation half of the two months alone. */
const ofAllocation = (events: readonly Derived[]) =>
  events
    .filter(({ data }) => 'kind' in data && data.kind === 'emergencyCostAllocation')
    .map(({ type, data }) => ({ type: type.slice('placement.'.length), ...data }));

const types = (events: readonly Derived[]) => ofAllocation(events).map(({ type }) => type);

/** A history lived through: at each step the story so far is judged, and what is said is kept. */
function lived(steps: readonly (readonly [story: CaseBuilder, asOf: string])[]): readonly Derived[] {
  return steps.reduce<readonly Derived[]>((before, [story, asOf]) => [...before, ...saidOn(story, asOf, before)], []);
}

describe('what the hub says of a deadline', () => {
  it('is that it is set, with its dates and whose it is (A-099)', () => {
    expect(ofAllocation(saidOn(emergency(), '2026-01-20'))).toMatchObject([
      {
        type: 'deadlineSet',
        startsOn: '2026-01-15',
        dueOn: '2026-03-15',
        responsible: ['kommun-2080.socialnamnden', 'region-20'],
      },
    ]);
  });

  it('is nothing the second time', () => {
    const first = saidOn(emergency(), '2026-01-20');
    expect(saidOn(emergency(), '2026-01-21', first)).toEqual([]);
  });

  it('reminds by the pack’s stages, of several only the latest', () => {
    const stages = (days: readonly string[]) =>
      ofAllocation(lived(days.map((asOf) => [emergency(), asOf]))).flatMap((event) =>
        'stageDays' in event ? [event.stageDays] : [],
      );
    expect(stages(['2026-01-20', '2026-02-13', '2026-03-01', '2026-03-08', '2026-03-14'])).toEqual([30, 14, 7, 1]);
    expect(stages(['2026-01-20', '2026-03-09'])).toEqual([7]);
  });

  it('is that it is missed, once, and then that it is met late (A-099)', () => {
    const story = emergency().proposed('2026-01-15').approvedByBoth('2026-03-20');
    const heard = lived([
      [story, '2026-01-20'],
      [story, '2026-03-16'],
      [story, '2026-03-17'],
      [story, '2026-03-20'],
      [story, '2026-03-21'],
    ]);
    expect(types(heard)).toEqual(['deadlineSet', 'deadlineMissed', 'deadlineMet']);
    expect(ofAllocation(heard).at(-1)).toMatchObject({ metOn: '2026-03-20', onTime: false });
  });

  it('that was missed and met while nobody looked, is once that it was met late (A-099)', () => {
    const story = emergency().proposed('2026-01-15').approvedByBoth('2026-03-20');
    expect(types(saidOn(story, '2026-04-01'))).toEqual(['deadlineSet', 'deadlineMet']);
    expect(ofAllocation(saidOn(story, '2026-04-01')).at(-1)).toMatchObject({ onTime: false });
  });

  it('that a correction moves after it was missed, is that it is cancelled and set again', () => {
    const missed = lived([
      [emergency(), '2026-01-20'],
      [emergency(), '2026-03-16'],
    ]);
    const corrected = emergency().started('2026-02-15', { corrects: 's', at: '2026-03-17' });
    const heard = saidOn(corrected, '2026-03-17', missed);
    expect(types(heard)).toEqual(['deadlineCancelled', 'deadlineSet', 'deadlineReminder']);
    expect(ofAllocation(heard)[1]).toMatchObject({ dueOn: '2026-04-15' });
    expect(types(saidOn(corrected, '2026-03-18', [...missed, ...heard]))).toEqual([]);
  });

  it('that a correction moves before it is due, is that it is set anew', () => {
    const before = saidOn(emergency(), '2026-01-20');
    const corrected = emergency().started('2026-01-18', { corrects: 's', at: '2026-01-21' });
    expect(ofAllocation(saidOn(corrected, '2026-01-21', before))).toMatchObject([
      { type: 'deadlineSet', dueOn: '2026-03-18' },
    ]);
  });

  it('that turns out to be another’s too after it was missed, is that it is set anew, and not missed again', () => {
    const missed = lived([
      [emergency(), '2026-01-20'],
      [emergency(), '2026-03-16'],
    ]);
    const moved = emergency().registrationEstablished('0380', '2026-03-01', { at: '2026-03-20' });
    const heard = saidOn(moved, '2026-03-20', missed);
    expect(ofAllocation(heard)).toMatchObject([
      { type: 'deadlineSet', responsible: ['kommun-2080.socialnamnden', 'region-03'] },
    ]);
    expect(types(saidOn(moved, '2026-03-21', [...missed, ...heard]))).toEqual([]);
  });

  it('whose cause is taken back, is that it is cancelled; and set if it comes again', () => {
    const before = saidOn(emergency(), '2026-01-20');
    const gone = saidOn(emergency().annulled('s'), '2026-01-21', before);
    expect(types(gone)).toEqual(['deadlineCancelled']);
    const again = emergency().annulled('s').started('2026-01-15', { id: 's9' });
    expect(types(saidOn(again, '2026-01-22', [...before, ...gone]))).toEqual(['deadlineSet']);
  });

  it('of a case that is annulled, is that everything is cancelled and resolved, and then no more', () => {
    const open = aCase().emergency({ goals: [] }, { id: 'r' }).started('2026-01-15');
    const before = lived([[open, '2026-04-01']]);
    const closed = open.annulled('r');
    const heard = saidOn(closed, '2026-04-02', before);
    const kinds = new Set(heard.map(({ type }) => type));
    expect(kinds).toEqual(new Set(['placement.deadlineCancelled', 'placement.findingResolved']));
    expect(saidOn(closed, '2026-05-01', [...before, ...heard])).toEqual([]);
  });
});

describe('what the hub says of a finding', () => {
  const ofRule = (events: readonly Derived[], rule: string) =>
    events.flatMap(({ type, data }) => ('rule' in data && data.rule === rule ? [{ type, ...data }] : []));
  const planned = aCase().registered().clarified().started('2026-01-15').confirmed({}, { at: '2026-01-20' });

  it('is that it is raised, with its sentences, and then resolved (A-067)', () => {
    const heard = lived([
      [planned, '2026-01-16'],
      [planned, '2026-01-17'],
      [planned, '2026-01-20'],
      [planned, '2026-01-21'],
    ]);
    expect(ofRule(heard, 'A-067')).toMatchObject([
      { type: 'placement.findingRaised', severity: 'breach', raisedOn: '2026-01-15', message_sv: expect.any(String) },
      { type: 'placement.findingResolved', resolvedOn: '2026-01-20' },
    ]);
  });

  it('that came and went while nobody looked, is both (A-067)', () => {
    expect(ofRule(saidOn(planned, '2026-02-01'), 'A-067').map(({ type }) => type)).toEqual([
      'placement.findingRaised',
      'placement.findingResolved',
    ]);
  });

  it('that a correction undoes, is that it is resolved (A-007)', () => {
    const wrong = aCase().registered({ goals: [] }, { id: 'r' });
    const before = saidOn(wrong, '2026-01-11');
    const right = wrong.registered({}, { corrects: 'r', at: '2026-01-12' });
    expect(ofRule(saidOn(right, '2026-01-12', before), 'A-007')).toMatchObject([
      { type: 'placement.findingResolved', resolvedOn: '2026-01-12' },
    ]);
  });
});

describe('what the hub says of costs', () => {
  it('is that an allocation is fixed, once (A-098)', () => {
    const story = emergency().proposed('2026-01-15').approvedByBoth('2026-02-20');
    const heard = saidOn(story, '2026-02-20');
    expect(heard[0]).toMatchObject({
      type: 'costAllocation.fixed',
      data: { version: 1, fixedOn: '2026-02-20', effectiveFrom: '2026-01-15' },
      why: { rule: 'A-098' },
    });
    expect(saidOn(story, '2026-02-20', heard)).toEqual([]);
  });

  it('is how a claim is answered, and again when the answer changes (A-098, A-100)', () => {
    const claimed = emergency()
      .cost('K', 100_000, '2026-02-01/2026-02-28')
      .claim('C', 'K', 'region-20', { at: '2026-03-01' });
    const first = saidOn(claimed, '2026-03-01');
    const answers = (events: readonly Derived[]) => events.filter(({ type }) => type === 'costAllocation.claimDecided');
    expect(answers(first)).toMatchObject([{ data: { outcome: 'notCovered' } }]);
    const fixed = claimed
      .proposed('2026-01-15', {
        lines: [
          { lineId: 'l' as never, category: 'housing', shares: [{ party: 'region-20' as never, permille: 1000 }] },
        ],
      })
      .approvedByBoth('2026-03-10');
    expect(answers(saidOn(fixed, '2026-03-10', first))).toMatchObject([{ data: { outcome: 'covered' } }]);
  });
});

/** What time has ended and nobody was to do: it is said to be set on its days, and nothing is said of it afterwards. */
const lapsedIn = ({ deadlines, asOf }: CaseAssessment): ReadonlySet<string> =>
  new Set(deadlines.filter((term) => deadlineStatus(term, asOf) === 'lapsed').map(({ deadlineId }) => deadlineId));

/** The state without what only tells when it was said: whether a missed one was said to be missed before it was met. */
const ending = ({ deadlines, findings, fixed, claims }: ToldState, over: ReadonlySet<string>) => ({
  deadlines: [...deadlines.values()]
    .filter(({ set, cancelled }) => !cancelled && !over.has(set.deadlineId))
    .map(({ set, missed, met }) => JSON.stringify({ set, missed, met }))
    .sort(),
  findings: [...findings.values()]
    .filter(({ resolvedOn }) => resolvedOn === null)
    .map(({ raised }) => JSON.stringify(raised))
    .sort(),
  fixed: [...fixed.values()],
  claims: [...claims.values()],
});

describe('saying', () => {
  it('says nothing twice, whatever was said before', () => {
    always(
      fc.property(someStory, someDay, someDay, (story, a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const before = saidOn(story, first);
        const then = saidOn(story, second, before);
        expect(saidOn(story, second, [...before, ...then])).toEqual([]);
      }),
    );
  });

  it('ends in the same whether the clock ran day by day or in one jump', () => {
    always(
      fc.property(someStory, someDay, fc.integer({ min: 1, max: 40 }), (story, asOf, stride) => {
        const start = day('2026-01-01');
        const steps: (readonly [CaseBuilder, Day])[] = [];
        for (let at = start; at < asOf; at = addDays(at, stride)) steps.push([story, at]);
        const stepped = lived([...steps, [story, asOf]]);
        const over = lapsedIn(on(story, asOf));
        expect(ending(foldTold(stepped), over)).toEqual(ending(foldTold(saidOn(story, asOf)), over));
      }),
    );
  });

  it('that runs on turning days alone says what running every day says', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const start = day('2026-01-01');
        const turning: (readonly [CaseBuilder, Day])[] = [];
        for (let at: Day | undefined = start; at !== undefined && at <= asOf; at = on(story, at).turningDays[0]) {
          turning.push([story, at]);
        }
        const everyDay: (readonly [CaseBuilder, Day])[] = [];
        for (let at = start; at <= asOf; at = addDays(at, 1)) everyDay.push([story, at]);
        const said = (events: readonly Derived[]) =>
          events.map(({ type, data }) => JSON.stringify([type, data])).sort();
        expect(said(lived(turning))).toEqual(said(lived(everyDay)));
      }),
      // Each run judges a story on hundreds of days.
      { numRuns: 15 },
    );
  });

  it('depends on the state alone: folding on from a state is folding all', () => {
    always(
      fc.property(someStory, someDay, someDay, (story, a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const before = saidOn(story, first);
        const then = saidOn(story, second, before);
        expect(foldTold(then, foldTold(before))).toEqual(foldTold([...before, ...then]));
      }),
    );
  });

  it('is deterministic: two hubs that have heard the same say the same', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const again: CaseAssessment = assess(story.theCase, dalarna(), asOf, name);
        expect(say(foldTold([]), again, asOf)).toEqual(saidOn(story, asOf));
      }),
    );
  });
});
