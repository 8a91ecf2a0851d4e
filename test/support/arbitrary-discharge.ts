/** Arbitrary discharges for property specs, made of the samples of facts: whatever the law takes, by whoever may say it. */
import fc from 'fast-check';
import { addDays, decideDischarge, FACT_ENTRIES, type DischargeFact, type RejectionCode } from '#domain';
import { aRegistration, day } from './case-builder.js';
import { submissionOf } from './decision-on-last.js';
import { aDischarge, type DischargeBuilder } from './discharge-builder.js';
import { DISCHARGE_SCENES } from './discharge-scenes.js';
import { pickerBy } from './pickers.js';

/** The hub's day: all that is told as done has been done. */
const TODAY = '2028-06-01';
const FIRST = day('2026-01-20');
/** So few days that what follows in time follows in the story. */
const SPAN_DAYS = 12;
const DRAWS = 24;
const MORE_MAX = 14;
const ATTEMPTS_MAX = 8;
/** One fact in so many is said anew in the place of one of its kind. */
const CORRECTIONS = 5;

const TYPES = Object.keys(DISCHARGE_SCENES) as DischargeFact['type'][];
const DISCLOSING: readonly DischargeFact['type'][] = ['discharge.disclosureDecided', 'discharge.disclosureEnded'];
const SELDOM: readonly DischargeFact['type'][] = ['discharge.admitted', 'discharge.annulled', ...DISCLOSING];
const STEPS = TYPES.filter((type) => !SELDOM.includes(type));
/** Mostly what happens on the way, now and then an end or an annulment, or a ground of disclosure. */
const TURNS = [STEPS, STEPS, STEPS, STEPS, STEPS, TYPES, TYPES, DISCLOSING];
export const DISCHARGE_SPEAKERS = ['region-20', 'region-21', 'kommun-2080.socialnamnden', 'kommun-2081'] as const;
const NOT_THEIRS = new Set<RejectionCode>(['NotYourFactToState']);

const someDraws = fc.array(fc.nat(), { minLength: DRAWS, maxLength: DRAWS });

function drawing(numbers: readonly number[]): () => number {
  let at = -1;
  return () => {
    at += 1;
    return numbers[at % numbers.length]! + Math.floor(at / numbers.length);
  };
}

const answerTo = (next: DischargeBuilder, before: DischargeBuilder) =>
  decideDischarge(submissionOf(next.facts.at(-1)!, TODAY), before.facts);

/** A sample of the type, of days near each other, about the one person; what is opened has been told. */
function dataOf(story: DischargeBuilder, type: DischargeFact['type'], draw: () => number): object {
  const messages = story.facts.slice(1).map(({ meta }) => meta.messageId);
  const pick = pickerBy(draw, messages.length > 0 ? messages : ['none']);
  const near = { ...pick, day: (from = FIRST) => addDays(from, draw() % SPAN_DAYS) };
  const sample = FACT_ENTRIES[type].sample(near);
  const { eventId } = story.facts[draw() % Math.max(story.facts.length, 1)]?.meta ?? {};
  return {
    ...sample,
    ...('person' in sample ? { person: { ...sample.person, personId: aRegistration.person.personId } } : {}),
    ...('eventId' in sample ? { eventId } : {}),
  };
}

/** What a fact makes of the story, by the first who may say it; null where the law does not take it. */
function toldByOne(story: DischargeBuilder, type: DischargeFact['type'], data: object, first: number) {
  for (let other = 0; other < DISCHARGE_SPEAKERS.length; other += 1) {
    const by = DISCHARGE_SPEAKERS[(first + other) % DISCHARGE_SPEAKERS.length]!;
    const next = story.said(type, data as never, { by, at: TODAY });
    const answer = answerTo(next, story);
    if (answer.outcome === 'accepted') return next;
    if (answer.outcome === 'waiting' || !NOT_THEIRS.has(answer.rejection.code)) return null;
  }
  return null;
}

function corrected(story: DischargeBuilder, type: DischargeFact['type'], data: object, draw: () => number) {
  const told = story.facts.filter((fact) => fact.type === type);
  const original = told[draw() % Math.max(told.length, 1)];
  if (!original || type === 'discharge.annulled') return null;
  const { messageId: corrects, party: by } = original.meta;
  const next = story.said(type, data as never, { by, corrects, at: TODAY });
  return answerTo(next, story).outcome === 'accepted' ? next : null;
}

/** One more fact, if the law takes one of some. */
function toldNext(story: DischargeBuilder, numbers: readonly number[]): DischargeBuilder {
  const draw = drawing(numbers);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const types = TURNS[draw() % TURNS.length]!;
    const type = types[draw() % types.length]!;
    const data = dataOf(story, type, draw);
    const next =
      draw() % CORRECTIONS === 0
        ? corrected(story, type, data, draw)
        : toldByOne(story, type, data, draw() % DISCHARGE_SPEAKERS.length);
    if (next) return next;
  }
  return story;
}

/** A discharge: somebody is admitted, then up to ten things more, told in any order of their days. */
export const someDischarge: fc.Arbitrary<DischargeBuilder> = fc
  .record({ opening: someDraws, more: fc.array(someDraws, { maxLength: MORE_MAX, size: 'max' }) })
  .map(({ opening, more }) => {
    const draw = drawing(opening);
    const by = DISCHARGE_SPEAKERS[draw() % 2]!;
    const empty = aDischarge();
    const opened = empty.said('discharge.admitted', dataOf(empty, 'discharge.admitted', draw) as never, {
      by,
      at: TODAY,
    });
    return more.reduce(toldNext, opened);
  });
