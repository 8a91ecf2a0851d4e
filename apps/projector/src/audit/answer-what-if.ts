/** Answers what if of one stream: read as the views read it, judged anew by the law, and nothing of it recorded. */
import { type AssessedAs } from '#cases';
import { problemOfRejection, wireType, type WhatIfAsked } from '#contracts';
import {
  streamOf,
  whatIf,
  type Day,
  type Decision,
  type Derived,
  type DisclosureClass,
  type FactDiffers,
  type FactJudged,
  type FieldClass,
  type SaidOn,
  type StreamCategory,
  type Subject,
  type SubjectKind,
  type Uuid,
  type WhatDiffers,
  type WhatIfAnswer,
} from '#domain';
import { type Position } from '#event-log';
import { refusal, type Slices } from '#http';
import { nameOfThings } from '../views/names.js';
import { readingOf } from '../views/reading-question.js';
import { leftOf } from '../views/left.js';
import { readAsShown } from '../views/read-as-shown.js';
import { noteThatRead, showing, type Eyes, type Showing } from '../views/showing.js';
import { type ViewAnswer, type ViewDeps } from '../views/stream-view.js';

/** How much one question may take, and the clock that it is measured by. */
export interface WhatIfBounds {
  /** Facts of a history that is judged anew. */
  readonly factsMax: number;
  /** Milliseconds that one question is worked on, its rests among them. */
  readonly workMsMax: number;
  /** Milliseconds on a clock that never goes back. */
  readonly nowMs: () => number;
}

/** More facts than any placement has, and few enough to be judged in seconds. */
export const WHAT_IF_BOUNDS: WhatIfBounds = { factsMax: 1_000, workMsMax: 20_000, nowMs: () => performance.now() };

export interface WhatIfDeps extends ViewDeps {
  readonly slices: Pick<Slices, 'rest'>;
}

export interface WhatIfQuestion {
  readonly asked: WhatIfAsked;
  readonly eyes: Eyes;
}

/**
 * Refuses with `NotFound` what is not there; with `MissingField` where no agreement judges it and no pack is named; with
 * `InvalidValue` a version that there is none of, told which there are; with `TooLarge` a history of too many facts, or one
 * that takes too long.
 */
export async function answerWhatIf(
  deps: WhatIfDeps,
  { asked, eyes }: WhatIfQuestion,
  bounds: WhatIfBounds = WHAT_IF_BOUNDS,
): Promise<ViewAnswer> {
  const { of, asOf, ...terms } = asked;
  const reading = await readingOf(deps.log, asOf === undefined ? {} : { asOf }, deps.clock.today());
  eyes.noted.readUpTo(reading.head);
  const { read, caller } = await readAsShown(deps, streamOf(subjectIn(of), {}), reading, eyes.caller);
  // Of a history that had not begun there is nothing to judge.
  const { facts, erased } = read.opened;
  if (erased.length === 0 && facts.every(({ meta }) => meta.recordedOn > reading.asOf)) throw refusal('NotFound');
  const show = await showing({ ...eyes, caller }, () => Promise.resolve(read));
  const head = { of, asOf: reading.asOf, asOfPosition: reading.upTo };
  // A stream that is erased in part is judged no more, under whatever terms.
  const { opened, surroundings } = read;
  if (opened.erased.length > 0) {
    noteThatRead({ ...eyes, caller }, read);
    return { body: { ...head, erased: opened.erased }, asOfPosition: reading.upTo };
  }
  const { factsMax } = bounds;
  if (opened.facts.length > factsMax) throw refusal('TooLarge', { pointer: '/of', expected: `≤ ${factsMax} facts` });
  const history = { read: opened, surroundings: surroundings.surroundings, until: reading.asOf, name: nameOfThings };
  const answer = await inSlices(whatIf(history, terms), deps.slices, bounds);
  const told = whatIsTold(show, shown(answer, positionsIn(read)));
  return { body: { ...head, ...told }, asOfPosition: reading.upTo };
}

const JUDGED = ['base', 'other', 'supposed', 'differences', 'saidOnlyInBase', 'saidOnlyInOther'] as const;

/** What an answer tells, where a judgement is of that class. */
const toldAs = (judged: DisclosureClass): readonly FieldClass[] => [
  ...JUDGED.map((name): FieldClass => ({ pointer: `/${name}`, disclosure: judged, isWhole: true })),
  { pointer: '/costs', disclosure: 'cost', isWhole: true },
];

/**
 * A judgement of the same facts is of the case, and of who somebody is by what a birth date sets: whoever is to see it is to
 * see both. Costs stand by themselves.
 */
function whatIsTold(show: Showing, answer: object): object {
  const { withheld: ofCase = [], ...left } = leftOf(show.part({ value: answer, fields: toldAs('case') }));
  const { withheld: ofPerson = [], ...told } = leftOf(show.part({ value: left, fields: toldAs('identity') }));
  const withheld = [...ofCase, ...ofPerson];
  return { ...told, ...(withheld.length > 0 ? { withheld } : {}) };
}

function subjectIn(of: string): Subject {
  const [kind = '', id = ''] = of.split('/');
  return { kind: kind as SubjectKind, id: id as Uuid };
}

/** Runs what is long so that others are answered between two of its judgements. */
async function inSlices<A>(
  asking: Generator<void, A>,
  slices: Pick<Slices, 'rest'>,
  { workMsMax, nowMs }: WhatIfBounds,
): Promise<A> {
  const until = nowMs() + workMsMax;
  for (;;) {
    const step = asking.next();
    if (step.done === true) return step.value;
    if (nowMs() > until) throw refusal('TooLarge', { pointer: '/of', expected: `≤ ${workMsMax} ms` });
    await slices.rest();
  }
}

type Positions = ReadonlyMap<Uuid, Position>;

const positionsIn = ({ opened: { entries } }: AssessedAs<StreamCategory>): Positions =>
  new Map(entries.map(({ place }) => [place.eventId, place.position]));

function shown(answer: WhatIfAnswer, positions: Positions): object {
  if ('lacks' in answer) {
    if (answer.lacks === 'rulePack') throw refusal('MissingField', { pointer: '/rulePack', expected: NAMED_PACK });
    const expected = `heltal / integer: ${answer.versions.join(' | ')}`;
    throw refusal('InvalidValue', { pointer: '/rulePackVersion', expected });
  }
  return shownDifferences(answer, positions);
}

const NAMED_PACK = 'rulePack: ingen överenskommelse dömer detta / no agreement judges this';

function shownDifferences(answer: WhatDiffers, positions: Positions): object {
  const { base, other, differences, saidOnlyInBase, saidOnlyInOther, costs } = answer;
  return {
    base: base.terms,
    other: other.terms,
    ...(other.supposed ? { supposed: true } : {}),
    differences: differences.map((one) => shownFact(one, positions)),
    saidOnlyInBase: saidOnlyInBase.map(shownSaid),
    saidOnlyInOther: saidOnlyInOther.map(shownSaid),
    ...(costs === null ? {} : { costs }),
  };
}

function shownFact({ fact, on, base, other }: FactDiffers, positions: Positions): object {
  const { eventId, source } = fact.meta;
  return {
    ...{ position: positions.get(eventId), eventId, type: wireType(fact.type), source, on },
    ...{ base: shownJudgement(base), other: shownJudgement(other) },
  };
}

function shownJudgement({ decision, said, without }: FactJudged): object {
  const sayings = said.map(shownDerived);
  return { ...shownDecision(decision), said: sayings, ...(without.length === 0 ? {} : { without }) };
}

/** As a receipt has it: a refusal by its problem’s code, pointer and rule. */
function shownDecision(decision: Decision): object {
  if (decision.outcome !== 'rejected') return decision;
  const { code, pointer, rule } = problemOfRejection(decision.rejection);
  return {
    outcome: decision.outcome,
    code,
    ...(pointer === undefined ? {} : { pointer }),
    ...(rule === undefined ? {} : { rule }),
  };
}

const shownDerived = ({ type, data, why }: Derived): object => ({ type: wireType(type), data, why });

/** What was said because of a fact names it; what a day brought does not. */
function shownSaid({ on, fact, derived }: SaidOn): { readonly on: Day } {
  return { on, ...(fact === null ? {} : { eventId: fact.meta.eventId }), ...shownDerived(derived) };
}
