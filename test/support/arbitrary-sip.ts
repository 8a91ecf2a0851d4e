/** Arbitrary SIPs for property specs, made of the samples of facts: whatever the law takes, by whoever may say it. */
import fc from 'fast-check';
import { addDays, decideSip, FACT_ENTRIES, type RejectionCode, type SipFact } from '#domain';
import { dalarna, day } from './case-builder.js';
import { submissionOf } from './decision-on-last.js';
import { pickerBy } from './pickers.js';
import { aSip, CHILD, type SipBuilder } from './sip-builder.js';
import { SIP_SCENES } from './sip-scenes.js';

/** The hub's day: all that is told as done has been done. */
const TODAY = '2032-01-01';
const FIRST = day('2026-01-01');
const SPAN_DAYS = 900;
const DRAWS = 24;
const MORE_MAX = 24;
const ATTEMPTS_MAX = 6;
/** One fact in so many is said anew in the place of one of its kind. */
const CORRECTIONS = 7;

const TYPES = Object.keys(SIP_SCENES) as SipFact['type'][];
const CONSENTS = TYPES.filter((type) => type.includes('onsent'));
const OTHERS = TYPES.filter((type) => !CONSENTS.includes(type) && type !== 'sip.annulled' && type !== 'sip.closed');
/** By turns: consents, all else, and now and then an end or an annulment. */
const TURNS = [CONSENTS, OTHERS, CONSENTS, OTHERS, OTHERS, TYPES];
export const SIP_SPEAKERS = [
  'kommun-2080.socialnamnden',
  'region-20',
  'kommun-2081.socialnamnden',
  'region-21',
] as const;
const NOT_THEIRS = new Set<RejectionCode>(['NotYourFactToState']);

const someDraws = fc.array(fc.nat(), { minLength: DRAWS, maxLength: DRAWS });

function drawing(numbers: readonly number[]): () => number {
  let at = -1;
  return () => {
    at += 1;
    return numbers[at % numbers.length]! + Math.floor(at / numbers.length);
  };
}

const answerTo = (next: SipBuilder, before: SipBuilder) =>
  decideSip(submissionOf(next.facts.at(-1)!, TODAY), before.read, dalarna());

/** What a fact makes of the story, by the first who may say it; null where the law does not take it. */
function toldByOne(story: SipBuilder, type: SipFact['type'], data: object, first: number): SipBuilder | null {
  for (let other = 0; other < SIP_SPEAKERS.length; other += 1) {
    const by = SIP_SPEAKERS[(first + other) % SIP_SPEAKERS.length]!;
    const next = story.said(type, data as never, { by, at: TODAY });
    const answer = answerTo(next, story);
    if (answer.outcome === 'accepted') return next;
    if (answer.outcome === 'waiting' || !NOT_THEIRS.has(answer.rejection.code)) return null;
  }
  return null;
}

/** What others know it by stays in a correction. */
const namedAs = (original: object, data: object): object => ({
  ...data,
  ...Object.fromEntries(Object.entries(original).filter(([member]) => /^\w+Id$/.test(member))),
});

function corrected(story: SipBuilder, type: SipFact['type'], data: object, draw: () => number): SipBuilder | null {
  const told = story.facts.filter((fact) => fact.type === type);
  const original = told[draw() % Math.max(told.length, 1)];
  if (!original || type === 'sip.annulled') return null;
  const { messageId: corrects, party: by } = original.meta;
  const next = story.said(type, namedAs(original.data, data) as never, { by, corrects, at: TODAY });
  return answerTo(next, story).outcome === 'accepted' ? next : null;
}

/** About the one whom the story is about; an opening is of a call that has been made, where one has. */
function ofTheStory(sample: object, { facts }: SipBuilder, draw: () => number): object {
  if ('personId' in sample) return { ...sample, personId: CHILD };
  const calls = 'eventId' in sample ? facts.filter(({ type }) => type === 'sip.invited') : [];
  return calls.length === 0 ? sample : { ...sample, eventId: calls[draw() % calls.length]!.meta.eventId };
}

/** One more fact, if the law takes one of some, told on some day of the story or after it. */
function toldNext(story: SipBuilder, numbers: readonly number[]): SipBuilder {
  const draw = drawing(numbers);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const types = TURNS[draw() % TURNS.length]!;
    const type = types[draw() % types.length]!;
    const messages = story.facts.slice(1).map(({ meta }) => meta.messageId);
    const pick = pickerBy(draw, messages.length > 0 ? messages : ['none']);
    const sample = FACT_ENTRIES[type].sample(pick);
    const data = ofTheStory(sample, story, draw);
    const next =
      draw() % CORRECTIONS === 0 ? corrected(story, type, data, draw) : toldByOne(story, type, data, draw() % 2);
    if (next) return toldOn(story, next, data, addDays(FIRST, draw() % SPAN_DAYS));
  }
  return story;
}

/** The same last fact, told on another day where the law takes it then too: what carries no day counts from there. */
function toldOn(before: SipBuilder, next: SipBuilder, data: object, at: string): SipBuilder {
  const { type, meta } = next.facts.at(-1)!;
  const { party: by, corrects } = meta;
  const named = corrects === undefined ? data : namedAs(originalOf(before, corrects), data);
  const other = before.said(type, named as never, { by, at, ...(corrects === undefined ? {} : { corrects }) });
  return answerTo(other, before).outcome === 'accepted' ? other : next;
}

const originalOf = ({ facts }: SipBuilder, id: string): object =>
  facts.find(({ meta }) => meta.messageId === id)?.data ?? {};

/** A SIP: opened, then up to twenty-four things more, told in any order of their days. */
export const someSip: fc.Arbitrary<SipBuilder> = fc
  .record({ opening: someDraws, more: fc.array(someDraws, { maxLength: MORE_MAX, size: 'max' }) })
  .map(({ opening, more }) => {
    const pick = pickerBy(drawing(opening));
    const { personId: _own, ...data } = FACT_ENTRIES['sip.needIdentified'].sample(pick);
    const opened = aSip().needed(data, { by: pick.oneOf(SIP_SPEAKERS.slice(0, 2)), at: FIRST });
    return more.reduce(toldNext, opened);
  });
