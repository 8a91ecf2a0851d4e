/** Starts the hub as the environment says, and tells the person at the terminal what to open, or why there is nothing to open. */
import { PARTY_ROLES } from '#access';
import { startOrExplain } from '#http';
import { optionsFrom } from './environment.js';
import { startStandalone, type Standalone } from './standalone.js';

/** Starts by the environment (`optionsFrom`), and says on standard output what to open. */
export async function startFromEnvironment(): Promise<Standalone> {
  const hub = await startOrExplain(async () => startStandalone(optionsFrom(process.env)));
  process.stdout.write(welcome(hub));
  return hub;
}

function welcome({ url, dataDir, tokenFiles }: Standalone): string {
  return [
    `HVB Hub: ${url}`,
    `API:     ${url}/docs (valfritt namn, ett åtkomstbevis som lösenord; any user name, a token as password)`,
    'Åtkomstbevis, ett per demopart (a token per demo party):',
    ...[...tokenFiles].flatMap(([name, path]) => (name.includes('@') ? [] : [`  ${path}`])),
    'Där även <part>@<roll>.token för var och en av (there too, for each of):',
    `  ${PARTY_ROLES.join(', ')}`,
    `Avsluta med Ctrl-C; allt ligger kvar i ${dataDir}/ (stop with Ctrl-C; everything stays there)`,
    '',
  ].join('\n');
}
