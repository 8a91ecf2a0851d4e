/** The read side, for whoever composes a process. */
export { ProjectorModule } from './projector.module.js';
export { PROJECTOR_PARTS, projectorParts, type ProjectorParts, type ProjectorPorts } from './projector.options.js';
export { TABLES as ROW_TABLES } from './lists/lists.js';
export { storedColumns } from './rows/row-columns.js';
export { rowsInStoryTime } from './rows/story-time.js';
export { inspectRowsFile } from './rows/row-schema.sqlite.js';
export { keepRows } from './rows/row-keeper.js';
export { type DatedRows, type RowKeeper, type RowKeeperOptions } from './rows/row-keeper.port.js';
export { type RowSources, type WhereKeys, type WhereLog, type WhereRows } from './rows/row-sources.js';
export { entryBook, type EntryBook } from './views/entered.js';
export { keepProofs, type KeptProofs } from './proof/keep-proofs.js';
export { tellOfWitness } from './proof/tell-of-witness.js';
export { type HeldByHub } from './views/held.port.js';
export { type Explanation } from './explain/answer-explain.js';
export { type FieldTold, type GroundTold, type MessageTold } from './explain/explained-message.js';
export { type AuditEvent } from './audit/answer-events.js';
export { type FeedPage } from './feed/answer-feed.js';
export { compareRows, type ComparingRows, type RowFound, type RowsCompared } from './rows/compare-rows.js';
export { rebuildRowsFile, type RebuildingFile } from './rows/rebuild-file.js';
export { type Replay, type ReplayStep } from './replay/answer-replay.js';
export { type PastListPage } from './past-lists/past-list.js';
export { type Difference } from './replay/differences.js';
export { THINGS } from './views/things.js';
export { nameOfThings } from './views/names.js';
export { keepFeeds, type Feeds, type FeedsOptions } from './feed/keep-feeds.js';
export { type FedParties, type FeedCheckpoint } from './feed/feed-checkpoint.port.js';
export { sqliteFeedCheckpoint } from './feed/feed-checkpoint.sqlite.js';
export { FEEDS_SCHEMA, postgresFeedCheckpoint } from './feed/feed-checkpoint.postgres.js';
export { type FeedIndex } from './feed/feed-index.port.js';
export { MEMBERSHIP_VERSION } from './feed/membership.js';
export { inspectFeedIndex, sqliteFeedIndex, type SqliteFeedIndex } from './feed/feed-index.sqlite.js';
export { FEED_INDEX_SCHEMA, postgresFeedIndex } from './feed/feed-index.postgres.js';
export { alertSettings, type AlertSettings } from './alerts/mail-settings.js';
export { pushingOf } from './pushing.js';
export { NOTHING_MORE, type Allowed } from './webhooks/endpoint.js';
export {
  inspectSubscriptions,
  sqliteSubscriptions,
  type SqliteSubscriptions,
} from './webhooks/subscriptions.sqlite.js';
export { openPostgresSubscriptionWrappings, SUBSCRIPTIONS_SCHEMA } from './webhooks/subscriptions.postgres.js';
export { allowedIn, webhookSettings, type WebhookSettings } from './webhooks/webhook-settings.js';
