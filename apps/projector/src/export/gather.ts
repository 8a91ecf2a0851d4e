/** Gathers what a bundle is proved by: which streams, which leaves they are, and the proofs. Nothing of anybody is opened to be kept. */
import { reachOf, type Principal } from '#access';
import { entryOf, type ConsistencyGiven } from '#bundle';
import {
  heedsOf,
  streamOf,
  type Instant,
  type Day,
  type StreamName,
  type Subject,
  type SubjectKind,
  type Uuid,
} from '#domain';
import { ofSubjects, type Position } from '#event-log';
import { ProblemError, refusal, type Slices } from '#http';
import { leafRecord, type Hash, type Proofs } from '#proof';
import { type Progress } from '../audit-jobs/job-progress.js';
import { newestCheckpoint, type ProofDeps } from '../proof/answer-proofs.js';
import { readAsShown, type ReadUnder } from '../views/read-as-shown.js';
import { type ViewDeps } from '../views/stream-view.js';
import { type ExportAsked, type ExportOf } from './export-question.js';

/** How much one bundle may hold. */
export interface ExportBounds {
  readonly streamsMax: number;
  readonly eventsMax: number;
  /** Events of the log, all of whose leaves a complete bundle holds. */
  readonly leavesMax: number;
}

/** Some hundreds of placements; leaves of some 60 MB. */
export const EXPORT_BOUNDS: ExportBounds = { streamsMax: 1_000, eventsMax: 20_000, leavesMax: 250_000 };

export interface GatherDeps extends ViewDeps, Pick<ProofDeps, 'proofs'> {
  readonly slices: Pick<Slices, 'rest'>;
}

/** An event's place in the tree. */
export interface ProvedEvent {
  readonly position: Position;
  readonly index: number;
  readonly proof: readonly Hash[];
}

export interface GatheredStream {
  readonly stream: StreamName;
  readonly events: readonly ProvedEvent[];
}

/** What a bundle is made of when it is fetched. */
export interface Gathered {
  readonly asked: ExportOf;
  readonly asOf: Day;
  readonly origin: string;
  readonly size: number;
  readonly note: string;
  readonly streams: readonly GatheredStream[];
  readonly consistency: readonly ConsistencyGiven[];
  readonly entries?: Uint8Array;
}

const PAGE = 1_000;

/** Whoever asks for one thing that is not there is told so before anything is begun. Refuses with `NotFound`, `Forbidden`. */
export async function refuseUnseen(deps: ViewDeps, { asked, complete }: ExportAsked, caller: Principal): Promise<void> {
  if (complete && caller.kind === 'auditor' && reachOf(caller) !== 'all')
    // Every leaf tells of which stream and type every event is: of everybody's (decision A12).
    throw refusal('Forbidden');
  if ('of' in asked) await readAsShown(deps, streamAsked(asked.of), await now(deps), caller);
}

const now = async ({ log, clock }: ViewDeps) => ({ asOf: clock.today(), upTo: await log.head() });

export function streamAsked(of: string): StreamName {
  const [kind = '', id = ''] = of.split('/');
  const subject: Subject = { kind: kind as SubjectKind, id: id as Uuid };
  return streamOf(subject, {});
}

export interface Gathering {
  readonly caller: Principal;
  readonly progress: Progress;
  readonly bounds?: ExportBounds;
}

/** Gathers. Refuses with `NotFound`, `TooLarge`; ends with the signal's reason where that is given. */
export async function gather(
  deps: GatherDeps,
  question: ExportAsked,
  { caller, progress, bounds = EXPORT_BOUNDS }: Gathering,
): Promise<Gathered> {
  const { asked, asOf = deps.clock.today(), complete, known } = question;
  const { note, size } = await newestCheckpoint(deps);
  const proofs = await deps.proofs.proofs();
  const streams = await streamsOf(deps, asked, caller, { progress, bounds });
  const positions = await positionsIn(deps, streams);
  const total = positions.reduce((sum, { places }) => sum + places.length, 0);
  refuseTooMany(total, bounds.eventsMax);
  if (complete) refuseTooMany(size, bounds.leavesMax, '/complete');
  const step = stepping(deps, progress, total + (complete ? size : 0));
  const gathered: GatheredStream[] = [];
  for (const { stream, places } of positions)
    gathered.push({ stream, events: await provedEvents(proofs, places, size, step) });
  return {
    ...{ asked, asOf, note, size, origin: proofs.key.name },
    streams: gathered.filter(({ events }) => events.length > 0),
    consistency: await consistencyFrom(proofs, known, size),
    ...(complete ? { entries: await everyLeaf(deps, size, step) } : {}),
  };
}

interface Places {
  readonly stream: StreamName;
  readonly places: readonly Position[];
}

const positionsIn = ({ log }: GatherDeps, streams: readonly StreamName[]): Promise<readonly Places[]> =>
  Promise.all(
    streams.map(async (stream) => ({
      stream,
      places: (await log.readStream(stream)).map(({ position }) => position),
    })),
  );

function refuseTooMany(events: number, most: number, pointer?: string): void {
  if (events > most)
    throw refusal('TooLarge', { expected: `\u2264 ${most} events`, ...(pointer === undefined ? {} : { pointer }) });
}

/** Told of each piece of work that is done; between two of them others are answered. */
function stepping({ slices }: GatherDeps, { report, signal }: Progress, total: number) {
  let done = 0;
  return async (count = 1): Promise<void> => {
    signal.throwIfAborted();
    report((done += count), total);
    await slices.rest();
  };
}

/** Those that the checkpoint holds; of a stream they are its first. */
async function provedEvents(
  proofs: Proofs,
  positions: readonly Position[],
  size: number,
  step: () => Promise<void>,
): Promise<readonly ProvedEvent[]> {
  const proved: ProvedEvent[] = [];
  for (const position of positions) {
    await step();
    const included = await proofs.inclusion(position, size);
    if (included === undefined) break;
    proved.push({ position, index: included.index, proof: included.proof });
  }
  return proved;
}

/** Of the sizes that the log has had; of a larger one nothing can be shown. */
async function consistencyFrom(
  proofs: Proofs,
  known: readonly number[],
  size: number,
): Promise<readonly ConsistencyGiven[]> {
  const given: ConsistencyGiven[] = [];
  for (const from of known.filter((one) => one <= size))
    given.push({
      from,
      proof: (await proofs.consistency(from, size)).map((hash) => Buffer.from(hash).toString('base64')),
    });
  return given;
}

async function everyLeaf(
  { log }: GatherDeps,
  size: number,
  step: (count: number) => Promise<void>,
): Promise<Uint8Array> {
  const entries: Uint8Array[] = [];
  let after = log.start;
  while (entries.length < size) {
    const page = await log.readAll(after, { limit: Math.min(PAGE, size - entries.length) });
    entries.push(...page.events.map((event) => entryOf(leafRecord(event))));
    await step(page.events.length);
    if (page.atEnd && entries.length < size)
      throw new RangeError(`the log has fewer events than the ${size} that were signed`);
    after = page.next;
  }
  return Buffer.concat(entries);
}

type Within = { readonly progress: Progress; readonly bounds: ExportBounds };

/** What was asked for, as far as it is there for whoever asks, and what bears on it. */
async function streamsOf(
  deps: GatherDeps,
  asked: ExportOf,
  caller: Principal,
  within: Within,
): Promise<readonly StreamName[]> {
  const reading = await now(deps);
  const begun = 'of' in asked ? [streamAsked(asked.of)] : await streamsBetween(deps, asked, within);
  const seen = new Map<StreamName, ReadUnder>();
  const due = [...begun];
  for (let stream = due.shift(); stream !== undefined; stream = due.shift()) {
    within.progress.signal.throwIfAborted();
    if (seen.has(stream)) continue;
    const read = await orNotThere(readAsShown(deps, stream, reading, caller), 'of' in asked && seen.size === 0);
    if (read === null) continue;
    seen.set(stream, read);
    if (seen.size > within.bounds.streamsMax)
      throw refusal('TooLarge', { expected: `≤ ${within.bounds.streamsMax} streams` });
    for (const name of heedsOf(read.read.opened)) due.push(...(await deps.bearing.bearersOf(name, reading.upTo)));
    await deps.slices.rest();
  }
  return [...seen.keys()];
}

/** Null of what is not there for whoever asks, unless just that was asked for. */
export async function orNotThere(reading: Promise<ReadUnder>, isAskedFor: boolean): Promise<ReadUnder | null> {
  try {
    return await reading;
  } catch (error) {
    if (!isAskedFor && error instanceof ProblemError && error.problem.code === 'NotFound') return null;
    throw error;
  }
}

/** In which something was recorded in the time, in the order in which it was. */
async function streamsBetween(
  { log }: GatherDeps,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  { progress, bounds }: Within,
): Promise<readonly StreamName[]> {
  const streams = new Set<StreamName>();
  const last = await log.positionAt(justBefore(to));
  let after = await log.positionAt(justBefore(from));
  while (log.compare(after, last) < 0) {
    progress.signal.throwIfAborted();
    const page = await log.readAll(after, { limit: PAGE });
    for (const { stream, position } of ofSubjects(page.events))
      if (log.compare(position, last) <= 0) streams.add(stream);
    if (streams.size > bounds.streamsMax) throw refusal('TooLarge', { expected: `≤ ${bounds.streamsMax} streams` });
    after = page.next;
  }
  return [...streams];
}

const justBefore = (instant: Instant): Instant => new Date(Date.parse(instant) - 1).toISOString() as Instant;
