import { accepted, FACT_ENTRIES, ownDate, type DischargeFact } from '#domain';
import { type How } from '../../../../test/support/case-steps.js';
import {
  dischargeAnswer,
  dischargeOnDay,
  dischargeRefusal,
  type DischargeBuilder,
} from '../../../../test/support/discharge-builder.js';
import { DISCHARGE_SCENES, inHospital } from '../../../../test/support/discharge-scenes.js';
import { theFirst } from '../../../../test/support/pickers.js';
import { DISCHARGE_FACTS } from './facts/discharge.facts.js';

type Type = DischargeFact['type'];
const TYPES = Object.keys(DISCHARGE_SCENES) as Type[];
const AT = '2026-02-05';
const LATE = '2026-04-18';
const DAYS = ['2026-02-01', '2026-02-03', '2026-02-04', '2026-02-09', '2026-03-01'];

const before = (type: Type): DischargeBuilder => (DISCHARGE_SCENES[type].before ?? inHospital)();
const tell = (type: Type, how: How, again = false, told = before(type)): DischargeBuilder =>
  DISCHARGE_SCENES[type].tell(told, how, again);
const told = (type: Type): DischargeBuilder => tell(type, { id: 'x', at: AT });
const partyOf = (story: DischargeBuilder) => story.facts.at(-1)!.meta.party;

const corrected = (type: Type, by: string = partyOf(told(type))): DischargeBuilder =>
  tell(type, { by, at: AT, id: 'y', corrects: 'x' }, true, told(type));

const takenBack = (type: Type): DischargeBuilder => told(type).annulled('x', { by: partyOf(told(type)), at: AT });

/** All that holds on a day, but not which messages it follows from: those of a correction are two. */
const holding = (story: DischargeBuilder, asOf: string): unknown =>
  JSON.parse(
    JSON.stringify(dischargeOnDay(story, asOf), (key, part: unknown) => (key === 'causedBy' ? undefined : part)),
  );

const ONES_OWN = TYPES.filter((type) => type !== 'discharge.annulled');

describe.each(TYPES)('%s', (type) => {
  it('has a sample, and is among the facts', () => {
    expect(FACT_ENTRIES).toHaveProperty([type], DISCHARGE_FACTS[type]);
    expect(Object.keys(DISCHARGE_FACTS[type].sample(theFirst))).not.toEqual([]);
  });

  it('is accepted where it fits', () => {
    expect(dischargeAnswer(told(type))).toEqual(accepted);
  });

  it('is refused of one who has no part in it', () => {
    const by = type === 'discharge.admitted' ? 'kommun-2081' : 'region-99';
    expect(dischargeRefusal(tell(type, { at: AT, by }))).toMatchObject({ code: 'NotYourFactToState' });
  });

  it('told late is accepted, and counts from its own day', () => {
    const stories = [told(type), tell(type, { at: LATE })];
    expect(stories.map((story) => dischargeAnswer(story))).toEqual([accepted, accepted]);
    const [inTime, late] = stories.map(({ facts }) => ownDate(facts.at(-1)!));
    expect(late).toBe(type === 'discharge.annulled' ? LATE : inTime);
  });
});

describe.each(ONES_OWN)('%s', (type) => {
  it('is corrected by who said it, and the stay is then as one that was right from the start', () => {
    const [story, right] = [corrected(type), tell(type, { id: 'x', at: AT }, true)];
    expect(dischargeAnswer(story)).toEqual(accepted);
    for (const asOf of DAYS) expect(holding(story, asOf)).toEqual(holding(right, asOf));
  });

  it('is not corrected by another', () => {
    const another = partyOf(told(type)) === 'region-20' ? 'kommun-2080.socialnamnden' : 'region-20';
    expect(dischargeAnswer(corrected(type, another)).outcome).toBe('rejected');
  });

  it('is taken back by who said it, and the stay is then as if it had not been said', () => {
    const story = takenBack(type);
    expect(dischargeAnswer(story)).toEqual(accepted);
    if (type === 'discharge.admitted') {
      for (const asOf of DAYS.slice(2))
        expect(dischargeOnDay(story, asOf)).toMatchObject({ discharge: { status: 'annulled' }, deadlines: [] });
      return;
    }
    for (const asOf of DAYS) expect(holding(story, asOf)).toEqual(holding(before(type), asOf));
  });
});

describe('discharge.annulled', () => {
  it('is not taken back, nor corrected', () => {
    for (const story of [corrected('discharge.annulled'), takenBack('discharge.annulled')])
      expect(dischargeAnswer(story).outcome).toBe('rejected');
  });
});
