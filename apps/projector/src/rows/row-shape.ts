/** The shape that rows have: known by a number that goes up with each, and by the hash of what makes it. */
import { SchemaOutdated } from '#engines';
import { type Ran } from '#follow';

/** Rows have a shape that this version does not know: a later one made them, or another one altogether. They are left as they are. */
export class RowsOfAnotherVersion extends Error {
  override readonly name = 'RowsOfAnotherVersion';
}

/** The name of the migration that makes the shape of a number. */
export const shapeName = (number: number): string => `${String(number).padStart(3, '0')}-rows`;

const NAME = /^(\d{3})-rows$/;

export type FoundShape = 'none' | 'this' | 'earlier' | 'unknown';

/** By what has run: an earlier shape has a lower number. One of this number and another hash is no one's that is known. */
export function shapeIn(ran: readonly Ran[], { number, sha256 }: { number: number; sha256: string }): FoundShape {
  if (ran.length === 0) return 'none';
  const found = ran.map(({ name }) => Number(NAME.exec(name)?.[1] ?? Infinity));
  const latest = Math.max(...found);
  if (latest < number) return 'earlier';
  const isThis = latest === number && ran.some((one) => one.name === shapeName(number) && one.sha256 === sha256);
  return isThis ? 'this' : 'unknown';
}

/** Throws `SchemaOutdated` where rows are to be made anew, `RowsOfAnotherVersion` where they are to be left alone. */
export function refuseOtherShape(where: string, found: FoundShape): void {
  if (found === 'earlier') throw new SchemaOutdated(`${where}: rows of an earlier shape`);
  if (found === 'unknown') throw new RowsOfAnotherVersion(`${where}: rows of a shape that this version does not know`);
}
