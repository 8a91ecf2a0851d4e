/** `hvb-hub demo`: a hub in simulation mode with the scenario library played in, and what to open. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant } from '#domain';
import { portOf } from '#engines';
import { startOrExplain } from '#http';
import { optionsFrom, startStandalone, type Standalone } from '#standalone';
import { EXIT } from './exit-codes.js';
import { demoScenarios, PACK, STANDS_AT } from './demo-stories.js';
import { asPlayed } from './scenario/fresh-hub.js';
import { beginningOf, playTogether } from './scenario/play-together.js';

interface DemoOptions {
  /** Else as `HVB_PORT` says. */
  readonly port?: string;
  readonly scenarios: string;
}

function whatToOpen(hub: Standalone, clock: string): string {
  const token = hub.tokenFiles.get('auditor') ?? '';
  return [
    `HVB Hub, demonstration: ${hub.url}`,
    `Klockan står på ${clock.slice(0, 10)} (the clock of the stories stands there)`,
    `API: ${hub.url}/docs (valfritt namn, ett åtkomstbevis som lösenord; any user name, a token as password)`,
    `Som granskare (as auditor): ${token}`,
    'Prova (try):',
    `  TOKEN=$(cat ${token})`,
    `  curl -s -H "authorization: Bearer $TOKEN" ${hub.url}/v1/placements`,
    `  curl -s -H "authorization: Bearer $TOKEN" '${hub.url}/v1/deadlines?status=overdue'`,
    `  curl -s -H "authorization: Bearer $TOKEN" '${hub.url}/v1/findings?status=open'`,
    `Avsluta med Ctrl-C; filerna ligger kvar i ${hub.dataDir} (stop with Ctrl-C; the files stay there)`,
  ].join('\n');
}

/** Starts, plays and stays up until it is stopped. Exit code 2 where the folder holds no story to play, or cannot be read. */
export async function demo({ port, scenarios }: DemoOptions): Promise<void> {
  const stories = await demoScenarios(scenarios).catch((error: unknown) => {
    console.error(`${scenarios}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  });
  if (stories.length === 0) {
    console.error(`${scenarios}: inga scenarier under ${PACK} (no scenarios under ${PACK})`);
    process.exitCode = EXIT.usage;
    return;
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'hvb-hub-demo-'));
  const simulationFrom = beginningOf(stories) as Instant;
  const hub = await startOrExplain(async () => {
    const own = optionsFrom(process.env);
    return startStandalone({
      dataDir,
      port: port === undefined ? own.port : portOf(port, '--port'),
      ...(own.host === undefined ? {} : { host: own.host }),
      ...(own.webhooks === undefined ? {} : { webhooks: own.webhooks }),
      logLevel: 'warn',
      simulationFrom,
    });
  });
  console.log(`Spelar upp ${stories.length} scenarier (playing ${stories.length} scenarios) …`);
  const clock = await playTogether({ scenarios: stories, pack: PACK, until: STANDS_AT }, asPlayed(hub, hub.stop));
  console.log(whatToOpen(hub, clock));
}
