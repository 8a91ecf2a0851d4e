/** A built checkout of this project, this one or another, as a comparison names it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Checkout {
  /** Absolute. */
  readonly folder: string;
  /** Its commit in short, with `+` where files differ from it; `unknown` where the folder is no repository. */
  readonly commit: string;
  /** The absolute path of a file of its build. */
  readonly built: (path: string) => string;
}

/** The commit that a folder stands at. */
function commitOf(folder: string): string {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '-uno') === '' ? '' : '+'}`;
  } catch {
    return 'unknown';
  }
}

/** The checkout in a folder. Fails where it has not been built. */
export function checkoutIn(folder: string): Checkout {
  const absolute = resolve(folder);
  const built = (path: string): string => join(absolute, 'dist', path);
  if (!existsSync(built('test/bench/bench.js'))) {
    throw new Error(`${absolute} is not a built checkout: run npm ci and npm run build in it`);
  }
  return { folder: absolute, commit: commitOf(absolute), built };
}
