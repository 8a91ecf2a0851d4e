/** Starts the hub as the environment says, and tells the person at the terminal what to open, or why there is nothing to open. */
import { optionsFrom } from './environment.js';
import { notStarted } from './not-started.js';
import { startStandalone, type Standalone, type StandaloneOptions } from './standalone.js';

/** Exit codes of a start that did not succeed, as the command line documents them. */
const EXIT_CODES = { settings: 2, unavailable: 3 } as const;

/** As `startStandalone`; what cannot be started is said in a sentence on standard error, and the process ends. */
export async function startOrExplain(options: () => StandaloneOptions): Promise<Standalone> {
  try {
    return await startStandalone(options());
  } catch (error) {
    const explained = notStarted(error);
    if (explained === undefined) throw error;
    process.stderr.write(`${explained.sentence}\n`);
    return process.exit(EXIT_CODES[explained.reason]);
  }
}

/** Starts by the environment (`optionsFrom`), and says on standard output what to open. */
export async function startFromEnvironment(): Promise<Standalone> {
  const hub = await startOrExplain(() => optionsFrom(process.env));
  process.stdout.write(welcome(hub));
  return hub;
}

function welcome({ url, dataDir, tokenFiles }: Standalone): string {
  return [
    `HVB Hub: ${url}`,
    `API:     ${url}/docs (valfritt namn, ett åtkomstbevis som lösenord; any user name, a token as password)`,
    'Åtkomstbevis, ett per demopart (a token per demo party):',
    ...[...tokenFiles.values()].map((path) => `  ${path}`),
    `Avsluta med Ctrl-C; allt ligger kvar i ${dataDir}/ (stop with Ctrl-C; everything stays there)`,
    '',
  ].join('\n');
}
