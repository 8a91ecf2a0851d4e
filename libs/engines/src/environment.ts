/** What the environment says of how a process is to run: each variable read, checked, and refused by its name. */
import { readFileSync } from 'node:fs';

/** A variable of the environment holds what cannot be. The message names it and says what it may hold. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

export type Environment = Readonly<Record<string, string | undefined>>;

const PORT_MAX = 65_535;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What a variable holds; undefined where it is empty or not set. */
export function given(environment: Environment, name: string): string | undefined {
  const text = environment[name];
  return text === '' ? undefined : text;
}

/** What a variable holds that must be set. Throws `BadSetting`, which says `expected`. */
export function required(environment: Environment, name: string, expected: string): string {
  const text = given(environment, name);
  if (text === undefined) throw new BadSetting(`${name} saknas: ${expected} (must be set)`);
  return text;
}

/** A port as written: 0 for any free one. Throws `BadSetting`, naming `setting`. */
export function portOf(text: string, setting: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isInteger(port) && port <= PORT_MAX) return port;
  throw new BadSetting(`${setting}: ett portnummer, 0–${PORT_MAX} (a port number)`);
}

/** A whole number of things, at least one; undefined where the variable is not set. Throws `BadSetting`. */
export function countIn(environment: Environment, name: string): number | undefined {
  const text = given(environment, name);
  if (text === undefined || /^[1-9]\d{0,6}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new BadSetting(`${name}: ett heltal, 1–9999999 (a whole number)`);
}

/** One of a few words, or undefined where the variable is not set. Throws `BadSetting`. */
export function wordOf<Word extends string>(
  environment: Environment,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = given(environment, name);
  if (text === undefined || (words as readonly string[]).includes(text)) return text as Word | undefined;
  throw new BadSetting(`${name}: ${words.join(' | ')}`);
}

/** `HVB_LOG_LEVEL`. Throws `BadSetting`. */
export function logLevelIn(environment: Environment): string | undefined {
  return wordOf(environment, 'HVB_LOG_LEVEL', LOG_LEVELS);
}

/** The text of the file that a variable names, as certificates and keys are given. Throws `BadSetting` where it cannot be read. */
export function fileIn(environment: Environment, name: string): string | undefined {
  const path = given(environment, name);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadSetting(`${name}: ${path} går inte att läsa (cannot be read)`, { cause: error });
  }
}
