/**
 * `positionAt` on a server that cannot be asked for a time: landmarks, one for each page of the log, say the latest
 * instant recorded up to there, so that one page has to be read. They are kept in a stream of their own, where every
 * process finds them: the log is scanned once in its life, each part when it is first asked about.
 */
import { randomUUID } from 'node:crypto';
import { type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { type Appends } from './appends.esdb.js';
import {
  AppendConflict,
  CorruptEvent,
  type EventToAppend,
  type Page,
  type Position,
  type RecordedEvent,
} from './event-log.port.js';
import { LANDMARKS } from './landmarks-stream.esdb.js';
import { parsePosition, START } from './position.esdb.js';
import { type Reads } from './reads.esdb.js';
import { PAGE_MAX } from './walk.esdb.js';

const STREAM = LANDMARKS as StreamName;
const TYPE = 'hvb.landmark';

/** Up to and with `position`, nothing was recorded later than `latest`. */
interface Landmark {
  readonly position: Position;
  readonly latest: Instant | '';
}

const FIRST: Landmark = { position: START, latest: '' };

interface Parts {
  readonly reads: Reads;
  readonly appends: Appends;
}

/** What this process knows: the same in every process, as pages that are full do not change. */
interface Known {
  readonly landmarks: Landmark[];
  /** False once the server has not let this process write: others keep them, or it finds them again. */
  keeping: boolean;
}

/** Answers `positionAt`, one question at a time: the second finds the landmarks that the first has set. */
export function landmarksOver(parts: Parts): (instant: Instant) => Promise<Position> {
  const known: Known = { landmarks: [], keeping: true };
  let last: Promise<unknown> = Promise.resolve();
  return (instant) => {
    const answer = last.then(() => positionAt(parts, known, instant));
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function positionAt(parts: Parts, known: Known, instant: Instant): Promise<Position> {
  await learn(parts.reads, known);
  let at = known.landmarks.findLast(({ latest }) => latest <= instant) ?? FIRST;
  for (;;) {
    const page = await parts.reads.page(at.position, { limit: PAGE_MAX });
    const later = page.events.findIndex(({ recordedAt }) => recordedAt > instant);
    if (later !== -1) return later === 0 ? at.position : positionIn(page, later - 1);
    if (page.atEnd) return page.next;
    const next: Landmark = { position: page.next, latest: latestOf(at, page.events) };
    if (at === lastOf(known)) await set(parts.appends, known, next);
    at = next;
  }
}

function positionIn({ events, next }: Page, index: number): Position {
  return events[index]?.position ?? next;
}

function lastOf({ landmarks }: Known): Landmark {
  return landmarks.at(-1) ?? FIRST;
}

/** Those that other processes have set since. */
async function learn(reads: Reads, { landmarks }: Known): Promise<void> {
  for (const event of await reads.readStream(STREAM, { fromRevision: landmarks.length }))
    landmarks.push(landmarkOf(event));
}

async function set(appends: Appends, known: Known, landmark: Landmark): Promise<void> {
  const expectedRevision = known.landmarks.push(landmark) - 2;
  if (!known.keeping) return;
  try {
    await appends.append(STREAM, [eventOf(landmark)], expectedRevision);
  } catch (error) {
    if (error instanceof CorruptEvent) throw error;
    if (!(error instanceof AppendConflict)) known.keeping = false;
  }
}

function latestOf(before: Landmark, events: readonly RecordedEvent[]): Instant | '' {
  return events.reduce<Instant | ''>(
    (latest, { recordedAt }) => (recordedAt > latest ? recordedAt : latest),
    before.latest,
  );
}

function eventOf({ position, latest }: Landmark): EventToAppend {
  return { eventId: randomUUID() as Uuid, type: TYPE, recordedAt: latest as Instant, body: Buffer.from(position) };
}

function landmarkOf({ body, recordedAt, position: own }: RecordedEvent): Landmark {
  const position = parsePosition(Buffer.from(body).toString());
  if (position === undefined) throw new CorruptEvent(own, 'its landmark is damaged');
  return { position, latest: recordedAt };
}
