/** The views of one stream: one question, one reading of the stream, one answer; a table says how each is made. */
import { maySeeView, sightOfErased, type Principal } from '#access';
import { isErasedWhole, isMessage, metaOf, type AssessedAs, type StreamReader } from '#cases';
import { type Clock } from '#contracts';
import { idOf, type Day, type StreamCategory, type StreamName, type ViewOf } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { refusal } from '#http';
import { readSide } from '../streams.js';
import { readingOf, type AskedOf, type Reading } from './reading-question.js';
import { readTimeline, type TimelineDeps } from './read-timeline.js';
import { type Shown } from './shown.js';

export interface StreamQuestion<C extends StreamCategory> extends AskedOf {
  readonly view: ViewOf<C>;
  readonly stream: StreamName<C>;
  readonly caller: Principal;
}

export interface ViewAnswer {
  readonly body: unknown;
  readonly asOfPosition: Position;
}

export interface ViewDeps extends TimelineDeps {
  readonly log: EventLog;
  readonly reader: StreamReader;
  readonly clock: Clock;
}

/** Answers a view of one stream. Refuses with `NotFound` what does not exist, and what is not for the one who asks. */
export async function answerStreamView<C extends StreamCategory>(
  deps: ViewDeps,
  { stream, view, caller, ...asked }: StreamQuestion<C>,
): Promise<ViewAnswer> {
  const reading = await readingOf(deps.log, asked, deps.clock.today());
  const read = await deps.reader.read(stream, { asOf: reading.asOf, upTo: reading.upTo });
  const answer = read.opened.erased.length > 0 ? answerOfErased : answerOfWhole;
  const shown = readSide(read.opened);
  const body = await answer<C>(deps, { view, caller, shown, read, reading });
  return { body: withHead(body, shown.named(idOf(stream)), reading), asOfPosition: reading.upTo };
}

interface Asking<C extends StreamCategory> extends Pick<StreamQuestion<C>, 'view' | 'caller'> {
  readonly shown: Shown<C>;
  readonly read: AssessedAs<C>;
  readonly reading: Reading;
}

async function answerOfWhole<C extends StreamCategory>(deps: ViewDeps, asking: Asking<C>): Promise<unknown> {
  const { reader, clock } = deps;
  const { view, caller, shown, read, reading } = asking;
  const { stream } = read.opened;
  const today: Day = clock.today();
  // Who may see it is settled at the log's head on the clock's day, also where the question is about the past.
  const head = (): Promise<AssessedAs<C>> =>
    reading.past ? reader.read(stream, { asOf: today }) : Promise.resolve(reader.onDay(read, today));
  const sight = await shown.sight(caller, read, head);
  if (!maySeeView(sight, shown.views[view])) throw refusal('NotFound');
  return shown.views[view].answer({ deps, id: idOf(stream), read, reading, caller, sight, head });
}

/**
 * A stream that a controller's erasure has emptied in part is not judged any more: the timeline shows what is left of it,
 * the other views who has erased. Where the fact that opened it is gone, nothing is answered but that.
 */
async function answerOfErased<C extends StreamCategory>(deps: ViewDeps, asking: Asking<C>): Promise<unknown> {
  const { view, caller, read, reading } = asking;
  const { stream, erased, entries } = read.opened;
  const publishers = entries.filter(isMessage).map((message) => metaOf(message).party);
  const sight = sightOfErased(caller, publishers);
  if (sight === 'nothing') throw refusal('NotFound');
  if (isErasedWhole({ entries })) return { status: 'erased' };
  if (view !== 'timeline') return { erased };
  return { erased, entries: await readTimeline(deps, { stream, reading, caller, sight }) };
}

function withHead(body: unknown, named: object, { asOf, upTo }: Reading): unknown {
  if (Array.isArray(body)) return body;
  return { ...named, asOf, asOfPosition: upTo, ...(body as object) };
}
