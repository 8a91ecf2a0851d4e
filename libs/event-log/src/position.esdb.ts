/** Positions of an EventStoreDB log: the byte place of a record in the server's transaction file. */
import { type Position } from './event-log.port.js';

/** As the server gives them. Both are safe integers: a file of 9 PB is not reached. */
export interface Place {
  readonly commit: number;
  readonly prepare: number;
}

/** `<commit>`, or `<commit>-<prepare>` where the two differ: each place has one spelling. */
const SPELLING = /^(0|[1-9][0-9]{0,15})(?:-(0|[1-9][0-9]{0,15}))?$/;

/** The server keeps what it writes for itself at 0, so that no event of ours is there. */
export const START = '0' as Position;

export function positionOf({ commit, prepare }: Place): Position {
  return (commit === prepare ? String(commit) : `${commit}-${prepare}`) as Position;
}

/** The place of a position that this log has given. Throws `RangeError` for any other text. */
export function placeOf(position: Position): Place {
  const place = readPlace(position);
  if (!place) throw new RangeError(`${position} is no position of this log`);
  return place;
}

export function comparePlaces(a: Place, b: Place): number {
  return a.commit - b.commit || a.prepare - b.prepare;
}

export function comparePositions(a: Position, b: Position): number {
  return comparePlaces(placeOf(a), placeOf(b));
}

/** A position as a client sent it; undefined where no record can have it. */
export function parsePosition(text: string): Position | undefined {
  return readPlace(text) && (text as Position);
}

/** A place as the wire says it, in decimal. Undefined where the server did not say it. */
export function placeFrom(commit: string, prepare: string): Place | undefined {
  const place = { commit: Number(commit), prepare: Number(prepare) };
  return isPlace(place) ? place : undefined;
}

function readPlace(text: string): Place | undefined {
  const [, commit, prepare] = SPELLING.exec(text) ?? [];
  if (commit === undefined || commit === prepare) return undefined;
  return placeFrom(commit, prepare ?? commit);
}

/** A prepare is never written after its commit. */
function isPlace({ commit, prepare }: Place): boolean {
  return Number.isSafeInteger(commit) && Number.isSafeInteger(prepare) && prepare >= 0 && prepare <= commit;
}
