/** Arbitrary concerns for property specs, made of the samples of facts: whatever the law takes, by whoever may say it. */
import fc from 'fast-check';
import { addDays, FACT_ENTRIES, type ConcernFact } from '#domain';
import { day } from './case-builder.js';
import { aConcern, concernAnswer, type ConcernBuilder } from './concern-builder.js';
import { pickerBy } from './pickers.js';

/** The hub's day: all that is told as done has been done. */
const TODAY = '2026-06-01';
const FIRST = day('2026-01-20');
/** So few days that what follows in time follows in the story. */
const SPAN_DAYS = 12;
const DRAWS = 16;
const MORE_MAX = 6;
const ATTEMPTS_MAX = 8;

export const CONCERN_SPEAKERS = ['region-20', 'kommun-2080.socialnamnden', 'kommun-2080', 'kommun-2081'] as const;
const TURNS: readonly ConcernFact['type'][] = [
  ...(['concern.opened', 'concern.opened', 'concern.reported', 'concern.annulled'] as const),
  ...(['concern.disclosureDecided', 'concern.disclosureEnded'] as const),
];

const someDraws = fc.array(fc.nat(), { minLength: DRAWS, maxLength: DRAWS });

function drawing(numbers: readonly number[]): () => number {
  let at = -1;
  return () => {
    at += 1;
    return numbers[at % numbers.length]! + Math.floor(at / numbers.length);
  };
}

/** A sample of the type, of days near each other, of an event of the story; about the one whom the story is about. */
function dataOf(story: ConcernBuilder, type: ConcernFact['type'], draw: () => number): object {
  const messages = story.facts.map(({ meta }) => meta.messageId);
  const pick = pickerBy(draw, messages.length > 0 ? messages : ['none']);
  const sample = FACT_ENTRIES[type].sample({ ...pick, day: (from = FIRST) => addDays(from, draw() % SPAN_DAYS) });
  const [first] = story.facts;
  const { eventId } = story.facts[draw() % Math.max(story.facts.length, 1)]?.meta ?? {};
  return {
    ...sample,
    ...('about' in sample && first?.type === 'concern.reported' ? { about: first.data.about } : {}),
    ...('eventId' in sample ? { eventId } : {}),
  };
}

/** One more fact, said on one of the days or later by one of those who speak, if the law takes one of some. */
function toldNext(story: ConcernBuilder, numbers: readonly number[]): ConcernBuilder {
  const draw = drawing(numbers);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const type = TURNS[draw() % TURNS.length]!;
    const data = dataOf(story, type, draw);
    const original = story.facts[draw() % Math.max(story.facts.length, 1)];
    const isCorrection = draw() % 2 === 0 && original?.type === type && type !== 'concern.annulled';
    const by = isCorrection ? original.meta.party : CONCERN_SPEAKERS[draw() % CONCERN_SPEAKERS.length]!;
    const at = addDays(FIRST, SPAN_DAYS + (draw() % SPAN_DAYS));
    const next = story.said(type, data as never, {
      by,
      at,
      ...(isCorrection ? { corrects: original.meta.messageId } : {}),
    });
    if (concernAnswer(next, TODAY).outcome === 'accepted') return next;
  }
  return story;
}

/** A concern: it is reported, then up to six things more, told in any order of their days. */
export const someConcern: fc.Arbitrary<ConcernBuilder> = fc
  .record({ opening: someDraws, more: fc.array(someDraws, { maxLength: MORE_MAX, size: 'max' }) })
  .map(({ opening, more }) => {
    const draw = drawing(opening);
    const by = CONCERN_SPEAKERS[draw() % CONCERN_SPEAKERS.length]!;
    const empty = aConcern();
    const at = addDays(FIRST, SPAN_DAYS);
    const opened = empty.said('concern.reported', dataOf(empty, 'concern.reported', draw) as never, { by, at });
    return more.reduce(toldNext, opened);
  });
