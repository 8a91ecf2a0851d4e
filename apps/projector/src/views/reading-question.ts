/** The questions that every view takes: as of which day, as known when, and not before the hub has seen a position. */
import { type EventLog, type Position } from '#event-log';
import { readInstant } from '#contracts';
import { isDay, type Day } from '#domain';
import { refusal } from '#http/refusal';

/** The query parameters as they came. */
export interface AskedOf {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly asOfPosition?: string;
  readonly waitFor?: string;
}

/** What a view reads: the facts that count on `asOf`, of those that the hub knew at `upTo`. */
export interface Reading {
  readonly asOf: Day;
  readonly upTo: Position;
  /** True where the question is about what was known earlier than now. */
  readonly past: boolean;
  /** The log's head when the reading began: grounds are read up to there. */
  readonly head: Position;
}

function refuse(pointer: string, expected: string): never {
  throw refusal('BadRequest', { pointer, expected });
}

/** The day asked about, else the clock's. */
export function dayAsked(text: string | undefined, today: Day): Day {
  if (text === undefined) return today;
  return isDay(text) ? text : refuse('/asOf', 'YYYY-MM-DD');
}

/** The position that `knownAt` means: a position of this log, or the last one before what was recorded after an instant. */
async function positionKnownAt(log: EventLog, text: string): Promise<Position> {
  const position = log.parsePosition(text);
  if (position !== undefined) return position;
  const instant = readInstant(text);
  if (instant === undefined) return refuse('/knownAt', 'a position, or an RFC 3339 instant with offset');
  return log.positionAt(instant);
}

/** A position as a client sent it. Throws a problem where the text is none of this log's. */
export function positionAsked(log: EventLog, text: string, parameter: 'asOfPosition' | 'waitFor'): Position {
  return log.parsePosition(text) ?? neverGiven(parameter);
}

/** Refuses a position that the log never gave. */
export function neverGiven(parameter: 'asOfPosition' | 'waitFor'): never {
  return refuse(`/${parameter}`, 'a position that this hub has given');
}

/** What is read for a question; where it names both a moment and a position, the moment is meant. */
export async function readingOf(log: EventLog, asked: AskedOf, today: Day): Promise<Reading> {
  const asOf = dayAsked(asked.asOf, today);
  const { knownAt, asOfPosition } = asked;
  const place = asOfPosition === undefined ? undefined : positionAsked(log, asOfPosition, 'asOfPosition');
  const head = await log.head();
  const at = knownAt === undefined ? place : await positionKnownAt(log, knownAt);
  if (at === undefined) return { asOf, upTo: head, past: false, head };
  const upTo = log.compare(at, head) > 0 ? head : at;
  return { asOf, upTo, past: log.compare(upTo, head) < 0, head };
}
