/** What had been erased when a backup was made, so that a list from before it is known for one. */
import { hash } from 'node:crypto';
import { readIfThere } from '#access';
import { type Manifest } from './manifest.js';

type Told = Manifest['erasures'];

/** Of the first `lines` whole lines of the list's text; of all of them unless said. */
function toldOf(text: string, lines?: number): Told {
  const whole = text.split('\n').slice(0, -1);
  const first = whole.slice(0, lines ?? whole.length);
  return { lines: first.length, sha256: hash('sha256', first.map((line) => `${line}\n`).join(''), 'hex') };
}

/** Of the list in the file at `path`; of none where there is no file. */
export const erasuresNow = (path: string): Told => toldOf(readIfThere(path) ?? '');

/** Whether the list begins with what it was then. */
export function goesOnFrom(path: string, then: Told): boolean {
  const now = toldOf(readIfThere(path) ?? '', then.lines);
  return now.lines === then.lines && now.sha256 === then.sha256;
}
