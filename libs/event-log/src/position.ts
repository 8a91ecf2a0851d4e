/** Positions of the embedded logs: whole numbers from 1 in decimal, `0` before everything. */
import { type Position } from './event-log.port.js';

const DECIMAL = /^(0|[1-9][0-9]{0,15})$/;

export const START = '0' as Position;

export function positionOf(place: number): Position {
  return String(place) as Position;
}

export function placeOf(position: Position): number {
  return Number(position);
}

export function comparePositions(a: Position, b: Position): number {
  return placeOf(a) - placeOf(b);
}

/** A position as a client sent it; undefined if it is not a whole number in decimal without leading zeros. */
export function parsePosition(text: string): Position | undefined {
  return DECIMAL.test(text) && Number.isSafeInteger(Number(text)) ? (text as Position) : undefined;
}
