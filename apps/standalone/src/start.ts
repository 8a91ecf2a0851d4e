/** Starts the hub as the environment says: where its files are, where it listens. */
import { startStandalone, type Standalone } from './standalone.js';

const PORT_DEFAULT = 3000;

/** Reads `HVB_DATA_DIR`, `HVB_PORT`, `HVB_HOST`, `HVB_LOG_LEVEL`, `HVB_MASTER_KEY`, and says on standard output what to open. */
export async function startFromEnvironment(): Promise<Standalone> {
  const { HVB_DATA_DIR, HVB_PORT, HVB_HOST, HVB_LOG_LEVEL, HVB_MASTER_KEY } = process.env;
  const hub = await startStandalone({
    dataDir: HVB_DATA_DIR ?? 'data',
    port: HVB_PORT === undefined ? PORT_DEFAULT : Number(HVB_PORT),
    ...(HVB_HOST === undefined ? {} : { host: HVB_HOST }),
    ...(HVB_LOG_LEVEL === undefined ? {} : { logLevel: HVB_LOG_LEVEL }),
    ...(HVB_MASTER_KEY === undefined ? {} : { masterKey: HVB_MASTER_KEY }),
  });
  process.stdout.write(welcome(hub));
  return hub;
}

function welcome({ url, tokenFiles }: Standalone): string {
  return [
    `HVB Hub: ${url}`,
    `API:     ${url}/docs (any user name, a token as password)`,
    'Åtkomstbevis, ett per demopart (a token per demo party):',
    ...[...tokenFiles.values()].map((path) => `  ${path}`),
    '',
  ].join('\n');
}
