/** Where a rebuild writes, and what it leaves when it is killed. */
import { rmSync } from 'node:fs';

const COMPANIONS = ['', '-wal', '-shm', '-journal'] as const;

/** The new file that is built beside a live one. */
export function rebuildPathOf(livePath: string): string {
  return `${livePath}.rebuild`;
}

/** A SQLite file and what SQLite may have put beside it. */
export function companionsOf(path: string): readonly string[] {
  return COMPANIONS.map((suffix) => path + suffix);
}

/** Removes what a killed rebuild of `livePath` has left. Not while one runs. */
export function removeLeftovers(livePath: string): void {
  for (const path of companionsOf(rebuildPathOf(livePath))) rmSync(path, { force: true });
}
