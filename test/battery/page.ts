/** The pages that the batteries keep of what they found. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const FOLDER = 'test/battery/results';

/** On which day a battery was run: `2026-11-30`. */
export const runOn = (): string => new Date().toISOString().slice(0, 10);

/** On what; nothing that tells whose machine it is. */
export const machine = (): string => `Node ${process.version}, ${cpus().length} cores`;

/** Keeps a page: `2026-11-30-reads.md`. */
export function keepPage(name: string, page: string): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${name}.md`, page);
}
