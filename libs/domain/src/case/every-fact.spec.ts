import { accepted, effectiveFacts, ownDate, type CaseFact } from '#domain';
import { type CaseBuilder, type How } from '../../../../test/support/case-builder.js';
import { on } from '../../../../test/support/assessed.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';
import { SCENES, underWay } from '../../../../test/support/fact-scenes.js';

type Type = CaseFact['type'];
const TYPES = Object.keys(SCENES) as Type[];
const AT = '2026-01-18';
const LATE = '2026-03-18';
const DAYS = ['2026-01-14', '2026-01-17', '2026-02-01', '2026-07-01'];

const before = (type: Type): CaseBuilder => (SCENES[type].before ?? underWay)();
const tell = (type: Type, how: How, again = false, told = before(type)): CaseBuilder =>
  SCENES[type].tell(told, how, again);
const told = (type: Type): CaseBuilder => tell(type, { id: 'x', at: AT });

const partyOf = (story: CaseBuilder) => story.facts.at(-1)!.meta.party;

const corrected = (type: Type, by: string = partyOf(told(type))): CaseBuilder =>
  tell(type, { by, at: AT, id: 'y', corrects: 'x' }, true, told(type));

const ANNUL = {
  placement: (story: CaseBuilder, how: How) => story.annulled('x', how),
  costAllocation: (story: CaseBuilder, how: How) => story.costAnnulled('x', how),
  deviation: (story: CaseBuilder, how: How) => story.deviationAnnulled('x', how),
  handover: (story: CaseBuilder, how: How) =>
    story.said('handover.annulled', { annulsId: 'x', reason: 'Fel ärende' }, how),
};

/** The message `x` taken back by whoever said it. */
function takenBack(type: Type): CaseBuilder {
  const story = told(type);
  const how = { by: partyOf(story), at: AT };
  const kind = type.slice(0, type.indexOf('.')) as keyof typeof ANNUL;
  return ANNUL[kind](story, how);
}

/** All that holds on a day, but not which messages it follows from: those of a correction are two. */
const holding = (story: CaseBuilder, day: string): object =>
  JSON.parse(JSON.stringify(on(story, day), (key, part: unknown) => (key === 'causedBy' ? undefined : part))) as object;

/** They carry no day of their own, and count from the day they are said. */
const DAYLESS: readonly Type[] = [
  ...(['placement.responsibilityClarified', 'placement.endPlanned', 'placement.annulled'] as const),
  ...(['placement.emergencyAccess', 'placement.emergencyAccessApproved'] as const),
  ...(['costAllocation.proposed', 'costAllocation.disputed', 'costAllocation.withdrawn'] as const),
  ...(['costAllocation.claimed', 'costAllocation.annulled'] as const),
  ...(['deviation.temporaryResponsibilityProposed', 'deviation.temporaryResponsibilityConfirmed'] as const),
  ...(['deviation.actionDecided', 'deviation.annulled'] as const),
  ...(['handover.initiated', 'handover.annulled'] as const),
];
/** An annulment is final: what it took back is said anew. That somebody has read, and was let, stands for ever. */
const FINAL: readonly Type[] = [
  'placement.emergencyAccess',
  'placement.emergencyAccessApproved',
  'placement.annulled',
  'costAllocation.annulled',
  'deviation.annulled',
  'handover.annulled',
];
/** In its scene it stands under what the other side said: two parties' word. */
const COUNTERSIGNED: readonly Type[] = [
  'placement.responsibilityConfirmed',
  'deviation.temporaryResponsibilityConfirmed',
  'deviation.closureConfirmed',
  'handover.accepted',
];
const ONES_OWN = TYPES.filter((type) => ![...FINAL, ...COUNTERSIGNED].includes(type));

describe.each(TYPES)('%s', (type) => {
  it('is accepted where it fits', () => {
    expect(answerTo(told(type))).toEqual(accepted);
  });

  it('is refused of one who has no part in the placement', () => {
    expect(refusalOf(tell(type, { at: AT, by: 'region-99' }))).toMatchObject({
      code: expect.stringMatching(/^(NotYourFactToState|AwaitsAnother|NotAParty|NotAPayer)$/),
    });
  });

  if (type === 'placement.emergencyAccessApproved') return;
  it('told late is accepted, and counts from its own day, else from the day it was said', () => {
    const stories = [told(type), tell(type, { at: LATE })];
    expect(stories.map((story) => answerTo(story))).toEqual([accepted, accepted]);
    const [inTime, late] = stories.map(({ facts }) => ownDate(facts.at(-1)!));
    expect(late).toBe(DAYLESS.includes(type) ? LATE : inTime);
  });
});

describe.each(ONES_OWN)('%s', (type) => {
  it('is corrected by who said it, and the case is then as one that was right from the start', () => {
    const [story, right] = [corrected(type), tell(type, { id: 'x', at: AT }, true)];
    expect(answerTo(story)).toEqual(accepted);
    const data = [story, right].map(({ facts }) => effectiveFacts(facts).map((fact) => fact.data));
    expect(data[0]).toEqual(data[1]);
    for (const day of DAYS) expect(holding(story, day)).toEqual(holding(right, day));
  });

  it('is not corrected by another', () => {
    const another = partyOf(told(type)) === 'region-20' ? 'kommun-2080.socialnamnden' : 'region-20';
    expect(answerTo(corrected(type, another)).outcome).toBe('rejected');
  });

  it('is taken back by who said it, and the case is then as if it had not been said', () => {
    const story = takenBack(type);
    expect(answerTo(story)).toEqual(accepted);
    if (type === 'placement.registered') {
      for (const day of DAYS)
        expect(on(story, day)).toMatchObject({ placement: { status: 'annulled' }, deadlines: [] });
      return;
    }
    // That a deviation was reported, and taken back, is still told of, from its own day.
    const but = type === 'deviation.reported' ? { deviations: [], turningDays: [] } : {};
    for (const day of DAYS)
      expect({ ...holding(story, day), ...but }).toEqual({ ...holding(before(type), day), ...but });
  });
});

it('a placement whose registration is taken back is annulled', () => {
  for (const day of DAYS)
    expect(on(takenBack('placement.registered'), day)).toMatchObject({
      placement: { status: 'annulled' },
      deadlines: [],
    });
});

describe.each(COUNTERSIGNED)('%s', (type) => {
  it('is neither corrected nor taken back by one alone', () => {
    for (const story of [corrected(type), takenBack(type)])
      expect(refusalOf(story)).toMatchObject({ code: 'CountersignedFact' });
  });
});

describe.each(FINAL)('%s', (type) => {
  it('is not taken back, nor corrected', () => {
    for (const story of [corrected(type), takenBack(type)]) expect(answerTo(story).outcome).toBe('rejected');
  });
});
