/** The folders of the battery: those of clean ends, and one of a hub that was killed. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspectLog, type Position } from '#event-log';
import { sqliteFeedCheckpoint } from '#projector';
import { PLACING_PARTY, REGION } from '../../support/case-builder.js';
import {
  copyOf,
  early,
  makeFolders,
  NEWER,
  OLD,
  storyOf,
  told,
  type Folders,
  type StartOver,
} from '../../support/data-folders.js';
import { startHubProcess } from '../../support/hub-process.js';
import { type WireEvent } from '../../support/wire-events.js';

/** The hub writes down how far its folder has come every five seconds: after these what it took is in it. */
const SEEN_WITHIN_MS = 6_000;

export interface BatteryFolders extends Folders {
  /** After `now`, when more had been told, and a kill: with what SQLite keeps in journals. */
  readonly killed: string;
}

const start: StartOver = async (dataDir) => {
  const hub = await startHubProcess({ dataDir });
  const endCleanly = async (): Promise<void> => {
    const code = await hub.end('SIGTERM');
    if (code !== 0) throw new Error(`the hub ended with ${String(code)}:\n${hub.output()}`);
  };
  return { ...hub, endCleanly };
};

/** The feeds' checkpoint, as it lies in a folder whose hub had a broker and had published all. */
export const FEEDS = 'feeds.db';

async function leaveFeeds(folder: string): Promise<void> {
  const log = inspectLog(join(folder, 'log.db'), { at: '0' as Position, streams: 0 });
  if (!log?.id) throw new Error(`${folder} has no log`);
  const checkpoint = sqliteFeedCheckpoint(join(folder, FEEDS), { logId: log.id });
  await checkpoint.keepParties({ fed: [PLACING_PARTY, REGION], behind: {} });
  await checkpoint.move(null, log.head);
  await checkpoint.close();
}

/** Plays them; some fifteen seconds. */
export async function makeBatteryFolders(): Promise<BatteryFolders> {
  const folders = await makeFolders(start);
  for (const folder of [folders.now, folders.before, folders.other]) await leaveFeeds(folder);
  const dataDir = copyOf(folders.now);
  let kill: () => Promise<unknown> = () => Promise.resolve();
  await told(
    async (folder) => {
      const hub = await startHubProcess({ dataDir: folder });
      kill = () => hub.end('SIGKILL');
      return { ...hub, endCleanly: () => Promise.resolve() };
    },
    dataDir,
    [...storyOf('sist'), early('sist av allt')],
  );
  await sleep(SEEN_WITHIN_MS);
  await kill();
  return { ...folders, killed: copyOf(dataDir) };
}

/** Told after a damage: the first of a case that nobody has told of, and what was told before. */
export const FRESH = storyOf('färsk')[0] as WireEvent;
export const REPEATED = [OLD[0], NEWER[0]] as readonly WireEvent[];

/** Who asks of what they may see. */
export const ASKING = [PLACING_PARTY, REGION, 'auditor', 'operator'] as const;
