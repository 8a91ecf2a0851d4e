import { accepted, FACT_ENTRIES, ownDate, type ConcernFact } from '#domain';
import { type How } from '../../../../test/support/case-steps.js';
import {
  concernAnswer,
  concernOnDay,
  concernRefusal,
  type ConcernBuilder,
} from '../../../../test/support/concern-builder.js';
import { CONCERN_SCENES, reportedOnce } from '../../../../test/support/concern-scenes.js';
import { theFirst } from '../../../../test/support/pickers.js';
import { CONCERN_FACTS } from './facts/concern.facts.js';

type Type = ConcernFact['type'];
const TYPES = Object.keys(CONCERN_SCENES) as Type[];
const AT = '2026-02-05';
const LATE = '2026-04-18';
const DAYS = ['2026-02-01', '2026-02-02', '2026-02-04', '2026-02-09', '2026-03-01'];

const before = (type: Type): ConcernBuilder => (CONCERN_SCENES[type].before ?? reportedOnce)();
const tell = (type: Type, how: How, again = false, told = before(type)): ConcernBuilder =>
  CONCERN_SCENES[type].tell(told, how, again);
const told = (type: Type): ConcernBuilder => tell(type, { id: 'x', at: AT });
const partyOf = (story: ConcernBuilder) => story.facts.at(-1)!.meta.party;

const corrected = (type: Type, by: string = partyOf(told(type))): ConcernBuilder =>
  tell(type, { by, at: AT, id: 'y', corrects: 'x' }, true, told(type));

const takenBack = (type: Type): ConcernBuilder => told(type).annulled('x', { by: partyOf(told(type)), at: AT });

/** All that holds on a day, but not which messages it follows from: those of a correction are two. */
const holding = (story: ConcernBuilder, asOf: string): unknown =>
  JSON.parse(
    JSON.stringify(concernOnDay(story, asOf), (key, part: unknown) => (key === 'causedBy' ? undefined : part)),
  );

const ONES_OWN = TYPES.filter((type) => type !== 'concern.annulled');

describe.each(TYPES)('%s', (type) => {
  it('has a sample, and is among the facts', () => {
    expect(FACT_ENTRIES).toHaveProperty([type], CONCERN_FACTS[type]);
    expect(Object.keys(CONCERN_FACTS[type].sample(theFirst))).not.toEqual([]);
  });

  it('is accepted where it fits', () => {
    expect(concernAnswer(told(type))).toEqual(accepted);
  });

  it('told late is accepted, and counts from its own day', () => {
    const stories = [told(type), tell(type, { at: LATE })];
    expect(stories.map((story) => concernAnswer(story))).toEqual([accepted, accepted]);
    const [inTime, late] = stories.map(({ facts }) => ownDate(facts.at(-1)!));
    expect(late).toBe(type === 'concern.annulled' ? LATE : inTime);
  });
});

describe.each(ONES_OWN)('%s', (type) => {
  it('is corrected by who said it, and the concern is then as one that was right from the start', () => {
    const [story, right] = [corrected(type), tell(type, { id: 'x', at: AT }, true)];
    expect(concernAnswer(story)).toEqual(accepted);
    for (const asOf of DAYS) expect(holding(story, asOf)).toEqual(holding(right, asOf));
  });

  it('is not corrected by another', () => {
    const another = partyOf(told(type)) === 'region-20' ? 'kommun-2080.socialnamnden' : 'region-20';
    expect(concernAnswer(corrected(type, another)).outcome).toBe('rejected');
  });

  it('is taken back by who said it, and the concern is then as if it had not been said', () => {
    const story = takenBack(type);
    expect(concernAnswer(story)).toEqual(accepted);
    if (type === 'concern.reported') {
      for (const asOf of DAYS.slice(2))
        expect(concernOnDay(story, asOf)).toMatchObject({ concern: { status: 'annulled' }, findings: [] });
      return;
    }
    for (const asOf of DAYS) expect(holding(story, asOf)).toEqual(holding(before(type), asOf));
  });
});

describe('what another alone may say', () => {
  it.each(['concern.opened', 'concern.annulled'] as const)('%s is refused of one who has no part in it', (type) => {
    expect(concernRefusal(tell(type, { at: AT, by: 'region-99' }))).toMatchObject({
      code: type === 'concern.opened' ? 'NotYourFactToState' : expect.any(String),
    });
  });

  it('is not taken back twice, nor corrected where it takes back', () => {
    for (const story of [corrected('concern.annulled'), takenBack('concern.annulled')])
      expect(concernAnswer(story).outcome).toBe('rejected');
  });
});
