/** A fresh embedded hub for one story: files in a folder of its own, any free port, a clock that the story moves. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant } from '#domain';
import { startStandalone, type Standalone } from '#standalone';
import { publicDoor, type PlayedHub } from './public-door.js';

/** Nobody but the story speaks to it. */
const CONNECTIONS_MAX = 100;

/** A running hub as a scenario plays into it; tokens are made once each. */
export function asPlayed(hub: Standalone, stop: () => Promise<void>): PlayedHub {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (who: string): Promise<string> => {
    const token = tokens.get(who) ?? hub.tokenOf(who);
    tokens.set(who, token);
    return token;
  };
  return { door: publicDoor({ url: hub.url, tokenOf }), stop };
}

/** Starts the hub with its clock at `now`; stopping it removes its files. */
export async function freshHub(now: string): Promise<PlayedHub> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hvb-hub-scenario-'));
  const hub = await startStandalone({
    ...{ dataDir, port: 0, logLevel: 'silent', simulationFrom: now as Instant },
    connectionsMax: CONNECTIONS_MAX,
  });
  return asPlayed(hub, async () => {
    await hub.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
}
