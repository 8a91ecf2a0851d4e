/** The views of one stream: one question, one reading of the stream, one answer; a table says how each is made. */
import { maySeeView, sightOfErased } from '#access';
import { isErasedWhole, isMessage, metaOf, type AssessedAs, type Bearing, type Entry, type StreamReader } from '#cases';
import { wireType, type Clock } from '#contracts';
import {
  categoryOf,
  idOf,
  type Day,
  type PartyId,
  type StreamCategory,
  type StreamName,
  type Uuid,
  type ViewOf,
} from '#domain';
import { type EventLog, type Position } from '#event-log';
import { refusal } from '#http';
import { readSide } from '../streams.js';
import { readingOf, type AskedOf, type Reading } from './reading-question.js';
import { refuseUnknown, type KnownDeps } from './known-thing.js';
import { NotThere } from './left.js';
import { readTimeline, type TimelineDeps } from './read-timeline.js';
import { type ShownAs, type ViewEntry } from './shown.js';
import { noteThatRead, showing, type Eyes } from './showing.js';
import { seenUnder } from './under-mandate.js';

export interface StreamQuestion<C extends StreamCategory, V extends string = ViewOf<C>> extends AskedOf {
  readonly view: V;
  readonly stream: StreamName<C>;
  readonly eyes: Eyes;
}

/** What is asked of a thing by its own uuid. */
export interface ThingQuestion extends AskedOf {
  readonly id: Uuid;
  readonly eyes: Eyes;
}

export interface ViewAnswer {
  readonly body: unknown;
  readonly asOfPosition: Position;
}

export interface ViewDeps extends TimelineDeps, KnownDeps {
  readonly log: EventLog;
  readonly reader: StreamReader;
  readonly clock: Clock;
  readonly bearing: Pick<Bearing, 'bearersOf'>;
}

/** Answers a view of one stream. Refuses with `NotFound` what does not exist, and what is not for the one who asks. */
export function answerStreamView<C extends StreamCategory>(
  deps: ViewDeps,
  question: StreamQuestion<C>,
): Promise<ViewAnswer> {
  return answerShown<C, ViewOf<C>>(deps, readSide({ category: categoryOf(question.stream) }), question);
}

/** The same of what is shown otherwise than the whole stream is. */
export async function answerShown<C extends StreamCategory, V extends string>(
  deps: ViewDeps,
  shown: ShownAs<C, V>,
  { stream, view, eyes, ...asked }: StreamQuestion<C, V>,
): Promise<ViewAnswer> {
  const reading = await readingOf(deps.log, asked, deps.clock.today());
  eyes.noted.readUpTo(reading.head);
  await refuseUnknown(deps, eyes.caller, stream);
  const read = await deps.reader.read(stream, { asOf: reading.asOf, upTo: reading.upTo });
  const answer = read.opened.erased.length > 0 ? answerOfErased : answerOfWhole;
  const body = await orNotFound(answer<C, V>(deps, { view, eyes, shown, read, reading }));
  return { body: withHead(body, shown.named(idOf(stream)), reading), asOfPosition: reading.upTo };
}

async function orNotFound(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof NotThere ? refusal('NotFound') : error;
  }
}

interface Asking<C extends StreamCategory, V extends string> extends Pick<StreamQuestion<C, V>, 'view' | 'eyes'> {
  readonly shown: ShownAs<C, V>;
  readonly read: AssessedAs<C>;
  readonly reading: Reading;
}

/** Who may see it is settled at the log's head on the clock's day, also where the question is about the past. */
function headOf<C extends StreamCategory>(
  { reader, clock }: ViewDeps,
  { read, reading }: Pick<Asking<C, never>, 'read' | 'reading'>,
): () => Promise<AssessedAs<C>> {
  const today: Day = clock.today();
  return () =>
    reading.past ? reader.read(read.opened.stream, { asOf: today }) : Promise.resolve(reader.onDay(read, today));
}

async function answerOfWhole<C extends StreamCategory, V extends string>(
  deps: ViewDeps,
  asking: Asking<C, V>,
): Promise<unknown> {
  const { view, shown, read, reading } = asking;
  const { stream } = read.opened;
  const head = headOf(deps, asking);
  const { caller, sight } = await seenUnder(asking.eyes.caller, (one) => shown.sight(one, read, head, asking.eyes.at));
  const views: Readonly<Record<string, ViewEntry<C>>> = shown.views;
  const entry = views[view];
  if (!entry || !maySeeView(sight, entry)) throw refusal('NotFound');
  // Of an auditor no ground is asked, and so no head: whose it is is told by what is read.
  const eyes: Eyes = { ...asking.eyes, caller };
  const show = await showing(eyes, caller.kind === 'auditor' ? () => Promise.resolve(read) : head);
  const today = deps.clock.today();
  const answer = (): unknown =>
    entry.answer({ deps, id: idOf(stream), read, reading, eyes: asking.eyes, show, today, head });
  return sight === 'byGround' ? thereByGround(eyes, read, answer) : answer();
}

/** What a view says of which nothing is opened to one to whom the stream is there by a ground alone: withheld whole, it is one pointer. */
const NOTHING_OPENED = { withheld: [{ pointer: '', reason: 'noGround', class: 'case' }] } as const;

/** Every view of it is there, as that which is open; that it was asked for is entered, too, where nothing is. */
async function thereByGround<C extends StreamCategory>(
  eyes: Eyes,
  read: AssessedAs<C>,
  answer: () => unknown,
): Promise<unknown> {
  const body = await orNotThere(answer);
  if (eyes.noted.byController().length === 0) noteThatRead(eyes, read);
  return body ?? NOTHING_OPENED;
}

async function orNotThere(answer: () => unknown): Promise<unknown> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof NotThere) return null;
    throw error;
  }
}

/** Who has said something of it, and not only that it was read in an emergency. */
export const publishersIn = (entries: readonly Entry[]): readonly PartyId[] =>
  entries
    .filter(isMessage)
    .filter(({ place }) => !OF_READING.has(place.type))
    .map((message) => metaOf(message).party);

const OF_READING: ReadonlySet<string> = new Set(
  (['placement.emergencyAccess', 'placement.emergencyAccessApproved'] as const).map(wireType),
);

/**
 * A stream that a controller's erasure has emptied in part is not judged any more: the timeline shows what is left of it,
 * the other views who has erased. Where the fact that opened it is gone, nothing is answered but that.
 */
async function answerOfErased<C extends StreamCategory, V extends string>(
  deps: ViewDeps,
  asking: Asking<C, V>,
): Promise<unknown> {
  const { view, shown, read, reading } = asking;
  const { erased, entries } = read.opened;
  const publishers = publishersIn(entries);
  const { caller, sight } = await seenUnder(asking.eyes.caller, (one) =>
    Promise.resolve(sightOfErased(one, publishers)),
  );
  if (sight === 'nothing') throw refusal('NotFound');
  if (isErasedWhole({ entries })) return { status: 'erased' };
  if (view !== 'timeline') return { erased };
  const { stream } = read.opened;
  const show = await showing({ ...asking.eyes, caller }, headOf(deps, asking));
  return { erased, entries: await readTimeline(deps, { stream, reading, show, about: shown.about }) };
}

function withHead(body: unknown, named: object, { asOf, upTo }: Reading): unknown {
  if (Array.isArray(body)) return body;
  return { ...named, asOf, asOfPosition: upTo, ...(body as object) };
}
