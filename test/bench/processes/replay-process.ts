/** Replays a log in a process of its own and tells how much memory that took at most. */
import { openSqliteLogReader } from '#event-log';
import { replay } from '../replay.js';
import { answerParent } from './child.js';

export interface ReplayAnswer {
  readonly events: number;
  readonly bytesMax: number;
}

answerParent(({ path }: { readonly path: string }): ReplayAnswer => {
  const reader = openSqliteLogReader(path);
  const events = replay(reader);
  reader.close();
  // Linux and macOS both give kibibytes here by way of libuv.
  return { events, bytesMax: process.resourceUsage().maxRSS * 1024 };
});
