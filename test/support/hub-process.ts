/** The standalone program as a process of its own, over a folder: for specs that end it as the world may. Needs `npm run build`. */
import { join } from 'node:path';
import { killAppAtStart, runApp, startApp, type AppEnd, type AppProcess, type AppProgram } from './app-process.js';
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
  /** As in `AppProgram`. */
  readonly uid?: number;
  /** Where parties are told over Kafka, too. */
  readonly kafkaBrokers?: string | undefined;
  /** Another program than `npm start`, over the same folder. */
  readonly main?: string;
  /** Further variables. */
  readonly env?: Readonly<Record<string, string>>;
}

const programOf = ({
  main = MAIN,
  dataDir,
  logLevel = 'info',
  uid,
  kafkaBrokers,
  env,
}: HubProcessOptions): AppProgram => ({
  main,
  env: {
    ...{ HVB_DATA_DIR: dataDir, HVB_LOG_LEVEL: logLevel },
    ...env,
    ...(kafkaBrokers === undefined ? {} : { HVB_KAFKA_BROKERS: kafkaBrokers }),
  },
  ...(uid === undefined ? {} : { uid }),
});

/** Starts the program and kills it some time later, whether it listens by then or is still at what comes before. */
export function killAtStart(options: HubProcessOptions, afterMs: number): Promise<void> {
  return killAppAtStart(programOf(options), afterMs);
}

/** Starts the program on any free port and waits until it listens. */
export async function startHubProcess(options: HubProcessOptions): Promise<HubProcess> {
  return hubOf(options, await startApp(programOf(options)));
}

/** Starts the program, and gives how it ended where it does not come to listen. */
export async function runHubProcess(options: HubProcessOptions): Promise<HubProcess | AppEnd> {
  const started = await runApp(programOf(options));
  return 'url' in started ? hubOf(options, started) : started;
}

function hubOf({ dataDir }: HubProcessOptions, { url, output, end }: AppProcess): HubProcess {
  return { url, output, end, dataDir, as: tokensOf(join(dataDir, 'access')) };
}
