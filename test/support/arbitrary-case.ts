/**
 * Arbitrary histories for property specs, made of the samples of facts: whatever the law takes, by whoever may say it,
 * told on any days in any order.
 */
import fc from 'fast-check';
import {
  addDays,
  decideAgreement,
  FACT_ENTRIES,
  handoversEver,
  nameOf,
  namesGivenBy,
  namesUsedBy,
  paperAnswered,
  paperOf,
  storyOf,
  type AgreementFact,
  type CaseFact,
  type Day,
  type RejectionCode,
  type Said,
} from '#domain';
import { anAgreement, type AgreementBuilder } from './agreement-builder.js';
import { aCase, day, name, noAgreement, PLACING_PARTY, REGION, uuid, type CaseBuilder } from './case-builder.js';
import { answerTo, submissionOf } from './decision-on-last.js';
import { pickerBy, SPAN_DAYS } from './pickers.js';

const FIRST = day('2026-01-01');
/** The hub's day: all that is told as done has been done. */
const TODAY = '2032-01-01';

/** A day of the story. */
export const someDay: fc.Arbitrary<Day> = fc.integer({ min: 0, max: SPAN_DAYS }).map((n) => addDays(FIRST, n));

type Told = Extract<keyof typeof FACT_ENTRIES, CaseFact['type']>;

/** Who reads in an emergency has seldom to do with what else is told: of that there are stories of its own. */
const OF_READING = Object.keys(FACT_ENTRIES).filter((type) => type.startsWith('placement.emergencyAccess')) as Told[];
const ofKind = (kind: string): readonly string[] =>
  Object.keys(FACT_ENTRIES).filter(
    (type) =>
      type.startsWith(`${kind}.`) && type !== `${kind}.registered` && !(OF_READING as readonly string[]).includes(type),
  );
/** By turns: of the placement, of its costs, its deviations and handovers, and twice what names something said before. */
const CASE_TYPES = [
  ...[ofKind('placement'), ofKind('costAllocation')],
  ...[ofKind('deviation'), ofKind('handover')],
] as readonly (readonly Told[])[];
const naming = (types: readonly Told[]): readonly Told[] => types.filter((type) => 'uses' in FACT_ENTRIES[type]);
const TURNS = [...CASE_TYPES, naming(CASE_TYPES.flat()), naming(CASE_TYPES.flat())];
/** What a story is of: everything, or one thing in depth beside the placement. */
const THEMES = [
  TURNS,
  ...CASE_TYPES.map((types) => [CASE_TYPES[0]!, types, naming(types), naming(types)]),
  [...TURNS, OF_READING, naming(OF_READING)],
];
const AGREEMENT_TYPES = ofKind('agreement') as readonly AgreementFact['type'][];

/** The parties that may have something to say, the likeliest first. */
export const SPEAKERS: readonly string[] = [
  PLACING_PARTY,
  REGION,
  'region-21',
  'region-03',
  'kommun-2081.socialnamnden',
];
const REGIONS_SAY = new Set<CaseFact['type']>([
  'placement.responsibilityConfirmed',
  'placement.dentalContact',
  'placement.selfCareDecided',
]);
const NOT_THEIRS = new Set<RejectionCode>(['NotYourFactToState', 'NotAPayer']);

/** Of what several may stand in a case, mostly the first. */
const LABELS = ['1', '1', '2'];

const ATTEMPTS_MAX = 8;
const DRAWS = 24;
const MORE_MAX = 20;
/** One annulment in so many may take back the registration, which ends the story. */
const ENDING_ANNULMENTS = 8;

/** The choices of one step, as numbers; more than are drawn begin anew. */
const someDraws = fc.array(fc.nat(), { minLength: DRAWS, maxLength: DRAWS });

function drawing(numbers: readonly number[]): () => number {
  let at = -1;
  return () => {
    at += 1;
    // Begun anew, they are other numbers: else a step that is refused would be tried over as it was.
    return numbers[at % numbers.length]! + Math.floor(at / numbers.length);
  };
}

const NO_MESSAGE = ['none'];

const ids = (facts: readonly Said<CaseFact | AgreementFact>[]): readonly string[] =>
  facts.map(({ meta }) => meta.messageId);

/** The messages that one of the type may take back. */
function messagesFor(type: CaseFact['type'], { facts }: CaseBuilder, draw: () => number): readonly string[] {
  const kind = type.slice(0, type.indexOf('.') + 1);
  const own = facts.filter((fact) => fact.type.startsWith(kind));
  const isEnding = draw() % ENDING_ANNULMENTS === 0;
  const named = ids(isEnding ? own : own.filter((fact) => fact.type !== 'placement.registered'));
  return named.length > 0 ? named : NO_MESSAGE;
}

/** The ids of all handovers that there are, those that the hub has started by a registration among them. */
const handoversIn = ({ theCase }: CaseBuilder): readonly string[] => [
  ...handoversEver(storyOf(theCase, noAgreement, day(TODAY), name)).keys(),
];

const startsAHandover = ({ type }: CaseFact): boolean =>
  type === 'handover.initiated' || type === 'placement.registrationChanged';

/** An act of a handover is of one that there is, most often; an opening is of what may have started one. */
function ofAHandover(type: CaseFact['type'], data: object, story: CaseBuilder, draw: () => number): object {
  const starts = 'eventId' in data ? story.facts.filter(startsAHandover) : [];
  if (starts.length > 0) return { ...data, eventId: starts[draw() % starts.length]!.meta.eventId };
  if (!type.startsWith('handover.') || !('uses' in FACT_ENTRIES[type])) return data;
  const known = handoversIn(story);
  return known.length === 0 ? data : { ...data, handoverId: known[draw() % known.length] };
}

/** Approved while it holds: at the time at which it was begun, by somebody of the same party. */
function ofAnAccess(
  type: CaseFact['type'],
  data: object,
  { facts }: CaseBuilder,
): { readonly data: object; readonly at?: Day } {
  if (type !== 'placement.emergencyAccessApproved') return { data };
  const { accessId, by } = data as Extract<CaseFact, { readonly type: typeof type }>['data'];
  const begun = facts.find((fact) => fact.type === 'placement.emergencyAccess' && fact.data.accessId === accessId);
  return begun ? { data: { accessId, by: { ...by, party: begun.meta.party } }, at: begun.meta.saidOn } : { data };
}

/** True where something stands for all that a fact names. */
function isKnown(type: CaseFact['type'], data: object, story: CaseBuilder): boolean {
  const given = new Set(story.facts.flatMap(namesGivenBy).map(nameOf));
  return namesUsedBy({ type, data } as CaseFact).every(
    (used) => given.has(nameOf(used)) || (used.thing === 'handover' && handoversIn(story).includes(used.id)),
  );
}

/** What a fact makes of the story, by the first who may say it; null where the law does not take it. */
function toldByOne(
  story: CaseBuilder,
  type: CaseFact['type'],
  data: object,
  { first, ...how }: { readonly first: number; readonly at?: Day; readonly of: string },
): CaseBuilder | null {
  for (let other = 0; other < SPEAKERS.length; other += 1) {
    const by = SPEAKERS[(first + other) % SPEAKERS.length]!;
    const next = story.said(type, data as never, { ...how, by });
    const answer = answerTo(next, TODAY);
    if (answer.outcome === 'accepted') return next;
    if (answer.outcome === 'waiting' || !NOT_THEIRS.has(answer.rejection.code)) return null;
  }
  return null;
}

/** One fact in so many is said anew in the place of one of its kind. */
const CORRECTIONS = 6;
/** One answer in so many names the event that it is to. */
const NAMING_ANSWERS = 3;

/** The same with what others know it by: a correction keeps the names that it gives. */
function namedAs(original: object, data: object): object {
  const kept = Object.entries(original).filter(([member]) => member === 'version' || /^\w+Id$/.test(member));
  return { ...data, ...Object.fromEntries(kept) };
}

/** What is said in the place of something told before, by who told it; null where nothing of the kind has been told. */
function corrected(
  { story, type, draw }: { readonly story: CaseBuilder; readonly type: CaseFact['type']; readonly draw: () => number },
  data: object,
  at: { readonly at?: Day },
): CaseBuilder | null {
  const told = story.facts.filter((fact) => fact.type === type);
  const original = told[draw() % Math.max(told.length, 1)];
  if (!original || type.endsWith('.annulled')) return null;
  const { messageId: corrects, party: by, subject } = original.meta;
  const of = LABELS.find((label) => uuid(`${subject.kind}/${label}`) === subject.id);
  const how = { ...at, ...(of === undefined ? {} : { of }), by, corrects };
  const next = story.said(type, namedAs(original.data, data) as never, how);
  return answerTo(next, TODAY).outcome === 'accepted' ? next : null;
}

/** An answer that names one of the events that it may be to. */
function answering(type: CaseFact['type'], data: object, { facts }: CaseBuilder, draw: () => number): object {
  const name = paperAnswered({ type, data } as CaseFact);
  const papers = name === undefined ? [] : facts.filter((fact) => paperOf(fact) === name);
  const paper = papers[draw() % Math.max(papers.length, 1)];
  return paper && draw() % NAMING_ANSWERS === 0 ? { ...data, answers: paper.meta.eventId } : data;
}

/** One more fact, if the law takes one of some: from one who may say it, on its own day or told on any other. */
function toldNext(story: CaseBuilder, numbers: readonly number[], turns: readonly (readonly Told[])[]): CaseBuilder {
  const draw = drawing(numbers);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const types = turns[draw() % turns.length]!;
    const type = types[draw() % types.length]!;
    const pick = pickerBy(draw, messagesFor(type, story, draw));
    const sample = ofAHandover(type, FACT_ENTRIES[type].sample(pick), story, draw);
    const { data, ...approvedAt } = ofAnAccess(type, sample, story);
    if (!isKnown(type, data, story)) continue;
    const first = REGIONS_SAY.has(type) || (type.startsWith('costAllocation') && pick.yesNo()) ? 1 : 0;
    const at = { ...pick.maybe({ at: pick.day() }), ...approvedAt };
    const of = pick.oneOf(LABELS);
    const isCorrection = draw() % CORRECTIONS === 0;
    const next = isCorrection
      ? corrected({ story, type, draw }, data, at)
      : toldByOne(story, type, answering(type, data, story, draw), { first, of, ...at });
    if (next) return next;
  }
  return story;
}

/** A story: registered, perhaps erased since, then up to twenty things more, told in any order of their days. */
export const someStory: fc.Arbitrary<CaseBuilder> = fc
  .record({
    opening: someDraws,
    turns: fc.constantFrom(...THEMES),
    isErased: fc.constantFrom(false, false, false, true),
    more: fc.array(someDraws, { maxLength: MORE_MAX, size: 'max' }),
  })
  .map(({ opening, turns, isErased, more }) => {
    const registration = FACT_ENTRIES['placement.registered'].sample(pickerBy(drawing(opening)));
    const birthDate = isErased ? 'erased' : registration.person.birthDate;
    const opened = aCase().registered({ ...registration, person: { ...registration.person, birthDate } });
    return more.reduce((story, numbers) => toldNext(story, numbers, turns), opened);
  });

const OF_DEVIATIONS = [ofKind('deviation') as readonly Told[]];

/** A placement with its deviations: registered, then what is said of two of them, told in any order of their days. */
export const someDeviations: fc.Arbitrary<CaseBuilder> = fc
  .array(someDraws, { minLength: MORE_MAX / 2, maxLength: 2 * MORE_MAX, size: 'max' })
  .map((more) => more.reduce((story, numbers) => toldNext(story, numbers, OF_DEVIATIONS), aCase().registered()));

function agreedNext(story: AgreementBuilder, numbers: readonly number[]): AgreementBuilder {
  const draw = drawing(numbers);
  const type = AGREEMENT_TYPES[draw() % AGREEMENT_TYPES.length]!;
  const pick = pickerBy(draw, ids(story.facts));
  const data = FACT_ENTRIES[type].sample(pick) as never;
  const by = pick.party(pick.oneOf(['kommun', 'region']));
  const next = story.said(type, data, { by, at: pick.day() });
  const decision = decideAgreement(submissionOf(next.facts.at(-1)!, TODAY), story.facts);
  return decision.outcome === 'accepted' ? next : story;
}

/** An agreement: registered by one of its parties, then what the law takes of it. */
export const someAgreement: fc.Arbitrary<AgreementBuilder> = fc
  .record({ opening: someDraws, more: fc.array(someDraws, { maxLength: MORE_MAX, size: 'max' }) })
  .map(({ opening, more }) => {
    const pick = pickerBy(drawing(opening));
    const registration = FACT_ENTRIES['agreement.registered'].sample(pick);
    return more.reduce(agreedNext, anAgreement().registered(registration, { by: registration.parties[0]! }));
  });

/** The same in another order, by ranks for their places; where there are fewer ranks than places, over again. */
export const permuted = <T>(all: readonly T[], ranks: readonly number[]): readonly T[] =>
  all
    .map((one, at) => ({ one, rank: ranks[at % ranks.length] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);

/** The same facts in another order of arrival, by a permutation of their places. */
export const reordered = <F extends CaseFact | AgreementFact>(
  { facts }: { readonly facts: readonly Said<F>[] },
  seed: readonly number[],
): readonly Said<F>[] => permuted(facts, seed).map((fact, revision) => ({ ...fact, meta: { ...fact.meta, revision } }));
