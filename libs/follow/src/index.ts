export {
  EVENTS_PER_BATCH_APART_MAX,
  EVENTS_PER_BATCH_MAX,
  follow,
  type Follower,
  type FollowOptions,
  type FollowTarget,
  type Rest,
} from './follower.js';
export { type FollowerState, isReady } from './follower-state.js';
export { CheckpointMoved, followAloneOrInTurn, followInTurn, type InTurnOptions } from './in-turn.js';
export { followRegister, REGISTER_LOOKED_AT_MS, type FollowedRegister } from './register-follower.js';
export { backoffMs, isFault, sleep } from './backoff.js';
export { waitingRoom, type WaitingRoom } from './caught-up.js';
export {
  openResultFile,
  refuseLater,
  refuseAlteredCheckpoints,
  ResultFileOutdated,
  sha256Of,
} from './result-file.sqlite.js';
export {
  type Migration,
  type Ran,
  type Refuse,
  type ResultDb,
  type ResultFile,
  type ResultFileOptions,
} from './result-file.sqlite.js';
export { buildInWorker, rebuild, workApart } from './rebuild.js';
export {
  type ApartModule,
  type BuildOptions,
  type RebuildJob,
  type RebuildModule,
  type RebuildOptions,
  type RebuildProgress,
} from './rebuild.js';
export { BEARING_MIGRATION, openPostgresBearingIndex, postgresBearingIndex } from './bearing-index.postgres.js';
export { sqliteBearingIndex } from './bearing-index.sqlite.js';
export { companionsOf } from './leftovers.js';
export { builtFile } from './built-file.js';
export {
  isToBeMadeAnew,
  openDerivedFile,
  putAside,
  type DerivedFileOptions,
  type PutAside,
  type TellAside,
} from './derived-file.sqlite.js';
export { inspectResultFile, type InspectedResult } from './inspect-result.sqlite.js';
export { rowCrc, type RowValue } from './row-crc.js';
