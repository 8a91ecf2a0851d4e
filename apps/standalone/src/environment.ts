/** What the environment says of how the hub is to run: each variable read, checked, and given its default. */
import { type StandaloneOptions } from './standalone.js';

/** A variable of the environment holds what cannot be. The message names it and says what it may hold. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

const PORT_DEFAULT = 3000;
const PORT_MAX = 65_535;
const LOG_LEVELS: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

type Environment = Readonly<Record<string, string | undefined>>;

/** A port as written: 0 for any free one. Throws `BadSetting`, naming `setting`. */
export function portOf(text: string, setting: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isInteger(port) && port <= PORT_MAX) return port;
  throw new BadSetting(`${setting}: ett portnummer, 0–${PORT_MAX} (a port number)`);
}

function logLevelOf(text: string): string {
  if (LOG_LEVELS.includes(text)) return text;
  throw new BadSetting(`HVB_LOG_LEVEL: ${LOG_LEVELS.join(' | ')}`);
}

/** An empty variable is one that is not set. */
function given(environment: Environment, name: string): string | undefined {
  const text = environment[name];
  return text === '' ? undefined : text;
}

/** Reads `HVB_DATA_DIR`, `HVB_PORT`, `HVB_HOST`, `HVB_LOG_LEVEL` and `HVB_MASTER_KEY`. Throws `BadSetting`. */
export function optionsFrom(environment: Environment): StandaloneOptions {
  const host = given(environment, 'HVB_HOST');
  const level = given(environment, 'HVB_LOG_LEVEL');
  const masterKey = given(environment, 'HVB_MASTER_KEY');
  return {
    dataDir: given(environment, 'HVB_DATA_DIR') ?? 'data',
    port: portOf(given(environment, 'HVB_PORT') ?? String(PORT_DEFAULT), 'HVB_PORT'),
    ...(host === undefined ? {} : { host }),
    ...(level === undefined ? {} : { logLevel: logLevelOf(level) }),
    ...(masterKey === undefined ? {} : { masterKey }),
  };
}
