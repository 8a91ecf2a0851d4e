/** A view replayed: what it said when the hub knew less, event by event, and which event changed what (decisions B17, B20). */
import { type Entry, type ReadOptions } from '#cases';
import { formed, oneOfThese, patternWithin, readInstant, UUID_SCHEMA, wholeNumber } from '#contracts';
import {
  categoryOf,
  heedsOf,
  streamOf,
  STREAMS,
  subjectOfText,
  SUBJECT_KINDS,
  tiedTo,
  type Day,
  type StreamCategory,
  type StreamName,
  type Uuid,
  type ViewOf,
} from '#domain';
import { type EventLog, type Position } from '#event-log';
import { ProblemError, refusal, type Slices } from '#http';
import { readingOf } from '../views/reading-question.js';
import { type Eyes } from '../views/showing.js';
import { answerStreamView, type ViewAnswer, type ViewDeps } from '../views/stream-view.js';
import { differencesOf, type Difference } from './differences.js';

export const STEPS_DEFAULT = 50;
/** Each is a view made anew. */
const STEPS_MAX = 200;

/** Every view that a stream of some kind has. */
export const REPLAYED_VIEWS = [...new Set(Object.values(STREAMS).flatMap(({ views }): readonly string[] => views))];

export const REPLAY_FORMS = {
  of: formed(
    { type: 'string', pattern: `^(${SUBJECT_KINDS.join('|')})/${patternWithin(UUID_SCHEMA)}$` },
    'placement/<uuid> | sip/<uuid> | …',
    (text) => OF.test(text),
  ),
  view: oneOfThese(REPLAYED_VIEWS),
  limit: wholeNumber(1, STEPS_MAX, STEPS_DEFAULT),
};
const OF = new RegExp(`^(${SUBJECT_KINDS.join('|')})/${patternWithin(UUID_SCHEMA)}$`);

/** The query as it came. */
export interface ReplayAsked {
  readonly of?: string;
  readonly view?: string;
  /** The day that is asked about, the same at every step. */
  readonly asOf?: string;
  /** The last moment replayed. */
  readonly knownAt?: string;
  /** The moment that it begins after; before everything unless told. */
  readonly knownFrom?: string;
  /** Where the page before ended. */
  readonly after?: string;
  readonly limit?: string;
}

/** An event by which the view became another, or one of the thing itself by which it did not. */
export interface ReplayStep {
  readonly position: Position;
  readonly eventId: Uuid;
  readonly type: string;
  readonly recordedAt: string;
  readonly changes: readonly Difference[];
}

/** A page of what is answered. */
export interface Replay {
  readonly of: string;
  readonly view: string;
  readonly asOf: Day;
  /** The moments it lies between. */
  readonly knownFrom: Position;
  readonly asOfPosition: Position;
  /** From the one to the other, on whatever page. */
  readonly changes: readonly Difference[];
  readonly steps: readonly ReplayStep[];
  /** Where the next page begins; null after the last. */
  readonly next: Position | null;
}

export interface ReplayDeps extends ViewDeps {
  readonly slices: Pick<Slices, 'rest'>;
}

type View = Readonly<Record<string, unknown>> | readonly unknown[] | undefined;

/** What is replayed, and between which moments. */
interface Replayed {
  readonly stream: StreamName;
  readonly from: Position;
  readonly upTo: Position;
  /** Where this page begins. */
  readonly after: Position;
  readonly limit: number;
  /** What the view said at a position; undefined where there was nothing of it for whom asks. */
  readonly at: (position: Position) => Promise<View>;
}

/**
 * Refuses with `NotFound` what is not there for whom asks; what is refused of a moment on the way was not there then. Grounds
 * are those of now at every step: the past is never seen by more than the present is.
 */
export async function answerReplay(deps: ReplayDeps, asked: ReplayAsked, eyes: Eyes): Promise<ViewAnswer> {
  const { log, clock } = deps;
  const stream = streamAsked(asked);
  const view = viewAsked(stream, asked);
  const limit = limitAsked(asked);
  const { asOf, upTo } = await readingOf(log, onlyGiven(asked, 'asOf', 'knownAt'), clock.today());
  const from = await momentAsked(log, asked, asOf);
  const after = asked.after === undefined ? from : (log.parsePosition(asked.after) ?? refuse('/after', A_POSITION));
  const question = { stream, view: view as ViewOf<StreamCategory>, eyes, asOf };
  const seen = async (knownAt: Position): Promise<View> =>
    withoutMoment((await answerStreamView(deps, { ...question, knownAt })).body);
  // First as it was last: whoever may not see it is told nothing of how long it has been there.
  const last = await seen(upTo);
  const at = (position: Position): Promise<View> =>
    position === upTo ? Promise.resolve(last) : orNothing(seen(position));
  const changes = log.compare(from, upTo) < 0 ? differencesOf(await at(from), last) : [];
  const told = await stepsOf(deps, { stream, from, upTo, after, limit, at }, asOf);
  const head = { of: asked.of, view, asOf, knownFrom: from, asOfPosition: upTo };
  return { body: { ...head, changes, ...told }, asOfPosition: upTo };
}

/** One page of it. */
async function stepsOf(
  deps: ReplayDeps,
  { stream, upTo, after, limit, at }: Replayed,
  asOf: Day,
): Promise<{ readonly steps: readonly ReplayStep[]; readonly next: Position | null }> {
  const all = await eventsOf(deps, stream, { asOf, upTo });
  const left = all.filter(({ place }) => deps.log.compare(place.position, after) > 0);
  const steps: ReplayStep[] = [];
  let before = left.length === 0 ? undefined : await at(after);
  for (const { place, isOwn } of left) {
    const { position, eventId, type, recordedAt } = place;
    if (steps.length === limit) return { steps, next: steps.at(-1)?.position ?? null };
    const stands = await at(position);
    const changes = differencesOf(before, stands);
    // What stands beside it is told of where it changed something that is seen.
    if (isOwn || changes.length > 0) steps.push({ position, eventId, type, recordedAt, changes });
    before = stands;
    await deps.slices.rest();
  }
  return { steps, next: null };
}

interface Happened {
  readonly place: Entry['place'];
  /** Of the thing itself, and not of what bears on it or is shown with it. */
  readonly isOwn: boolean;
}

/** All that may have changed a view, in the order of the log. */
async function eventsOf(
  { reader, bearing, log }: ReplayDeps,
  stream: StreamName,
  reading: ReadOptions,
): Promise<readonly Happened[]> {
  const { opened } = await reader.read(stream, reading);
  const own = opened.entries.map(({ place }) => ({ place, isOwn: true }));
  const beside = new Set<StreamName>();
  for (const name of [...heedsOf(opened), tiedTo(stream)])
    for (const bearer of await bearing.bearersOf(name, reading.upTo)) if (bearer !== stream) beside.add(bearer);
  const others: Happened[] = [];
  for (const bearer of beside) {
    const { entries } = (await reader.read(bearer, reading)).opened;
    others.push(...entries.map(({ place }) => ({ place, isOwn: false })));
  }
  return [...own, ...others].sort((a, b) => log.compare(a.place.position, b.place.position));
}

function refuse(pointer: string, expected: string): never {
  throw refusal('BadRequest', { pointer, expected });
}

const A_POSITION = 'a position that this hub has given';

function streamAsked({ of }: ReplayAsked): StreamName {
  if (of === undefined || !REPLAY_FORMS.of.holds(of)) return refuse('/of', REPLAY_FORMS.of.expected);
  return streamOf(subjectOfText(of), {});
}

/** The kind's own view unless told. */
function viewAsked(stream: StreamName, { view }: ReplayAsked): string {
  const { views } = STREAMS[categoryOf(stream)];
  const [first] = views;
  const found = views.find((one) => one === (view ?? first));
  return found ?? refuse('/view', views.join(' | '));
}

function limitAsked({ limit }: ReplayAsked): number {
  if (limit === undefined) return STEPS_DEFAULT;
  return REPLAY_FORMS.limit.holds(limit) ? Number(limit) : refuse('/limit', REPLAY_FORMS.limit.expected);
}

/** The moment that it begins after. */
async function momentAsked(log: EventLog, { knownFrom }: ReplayAsked, asOf: Day): Promise<Position> {
  if (knownFrom === undefined) return log.start;
  const position = log.parsePosition(knownFrom);
  if (position !== undefined) return position;
  const instant = readInstant(knownFrom);
  if (instant === undefined) return refuse('/knownFrom', 'a position, or an RFC 3339 instant with offset');
  return (await readingOf(log, { knownAt: instant }, asOf)).upTo;
}

const onlyGiven = <Word extends keyof ReplayAsked>(
  asked: ReplayAsked,
  ...words: readonly Word[]
): Pick<ReplayAsked, Word> =>
  Object.fromEntries(words.filter((word) => asked[word] !== undefined).map((word) => [word, asked[word]])) as Pick<
    ReplayAsked,
    Word
  >;

/** What a view says of its thing, and not of the moment that was asked about. */
function withoutMoment(body: unknown): View {
  if (Array.isArray(body)) return body as readonly unknown[];
  const { asOf: _day, asOfPosition: _moment, ...said } = body as Readonly<Record<string, unknown>>;
  return said;
}

async function orNothing(seen: Promise<View>): Promise<View> {
  try {
    return await seen;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'NotFound') return undefined;
    throw error;
  }
}
