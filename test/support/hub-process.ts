/** The standalone program as a process of its own, over a folder: for specs that end it as the world may. Needs `npm run build`. */
import { join } from 'node:path';
import { killAppAtStart, startApp, type AppProcess, type AppProgram } from './app-process.js';
import { tokensOf } from './tokens.js';

const MAIN = 'dist/apps/standalone/src/main.js';

export interface HubProcess extends Pick<AppProcess, 'url' | 'output' | 'end'> {
  readonly dataDir: string;
  /** A header for one who asks: a party, `auditor` or `operator`. */
  readonly as: (who: string) => Promise<{ readonly authorization: string }>;
}

export interface HubProcessOptions {
  readonly dataDir: string;
  readonly logLevel?: string;
}

const programOf = ({ dataDir, logLevel = 'info' }: HubProcessOptions): AppProgram => ({
  main: MAIN,
  env: { HVB_DATA_DIR: dataDir, HVB_LOG_LEVEL: logLevel },
});

/** Starts the program and kills it some time later, whether it listens by then or is still at what comes before. */
export function killAtStart(options: HubProcessOptions, afterMs: number): Promise<void> {
  return killAppAtStart(programOf(options), afterMs);
}

/** Starts the program on any free port and waits until it listens. */
export async function startHubProcess(options: HubProcessOptions): Promise<HubProcess> {
  const { url, output, end } = await startApp(programOf(options));
  const { dataDir } = options;
  return { url, output, end, dataDir, as: tokensOf(join(dataDir, 'access')) };
}
