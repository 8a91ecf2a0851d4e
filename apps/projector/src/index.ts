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
export { type HeldByHub } from './views/held.port.js';
export { type Explanation } from './explain/answer-explain.js';
export { type FieldTold, type GroundTold, type MessageTold } from './explain/explained-message.js';
export { nameOfThings } from './views/names.js';
export { keepFeeds, type Feeds, type FeedsOptions } from './feed/keep-feeds.js';
export { type FedParties, type FeedCheckpoint } from './feed/feed-checkpoint.port.js';
export { sqliteFeedCheckpoint } from './feed/feed-checkpoint.sqlite.js';
export { FEEDS_SCHEMA, postgresFeedCheckpoint } from './feed/feed-checkpoint.postgres.js';
