export { HubModule, type HubModuleOptions } from './hub.module.js';
export { openHub, type Hub, type HubPorts } from './hub.js';
export { HUB } from './hub.tokens.js';
export { readArrivals, type Arrival } from './receive/read-arrivals.js';
export { type Receipt, type ReceiptFinding } from './receipt/receipt.js';
export { draftFact, draftSayings, type Draft, type Where } from './judge/to-append.js';
export { type DueIndex } from './clock/due-index.port.js';
export { postgresDueIndex } from './clock/due-index.postgres.js';
export { sqliteDueIndex } from './clock/due-index.sqlite.js';
export { erasuresInFile, type Erasure, type ErasureList } from './weeding/erasures.js';
export { BACKUP_DAYS, type WeedingPage } from './weeding/weeding.js';
export { eraseRestored, type RestoredPorts } from './weeding/erase-restored.js';
export { openSharedWrappings } from './shared-wrappings.js';
export { HUB_MIGRATIONS } from './state/hub-schema.postgres.js';
export { StateUnavailable, type HubStateStores } from './state/hub-state.port.js';
export { ownEntriesOf, type OwnEntries } from './state/own-entries.js';
export { openPostgresState } from './state/hub-state.postgres.js';
export { openSqliteState, type SqliteState } from './state/hub-state.sqlite.js';
export { inspectStateFile } from './state/state-file.sqlite.js';
export {
  type FinalReceipt,
  type FinalReceiptOutbox,
  type Receipts,
  type UntoldReceipt,
} from './state/receipts.port.js';
export { type ToWait, type Waiting, type WaitingRoom } from './state/waiting-room.port.js';
export { startSubmissions, type Submissions, type SubmissionsOptions } from './kafka/submissions.js';
export { ConsumerStalled } from './kafka/steady-consumer.js';
