export { EVENTS_PER_BATCH_MAX, follow, type Follower, type FollowOptions, type FollowTarget } from './follower.js';
export { type FollowerState, isReady } from './follower-state.js';
export { isFault } from './backoff.js';
export { waitingRoom, type WaitingRoom } from './caught-up.js';
export { openResultFile, ResultFileOutdated } from './result-file.sqlite.js';
export { type Migration, type ResultDb, type ResultFile, type ResultFileOptions } from './result-file.sqlite.js';
export { rebuild } from './rebuild.js';
export { type RebuildJob, type RebuildModule, type RebuildOptions, type RebuildProgress } from './rebuild.js';
export { builtFile } from './built-file.js';
