/** The proofs: that nothing of the log was removed, changed or reordered, for who does not trust its operator. */
export { EMPTY, grown, HASH_BYTES, leafHash, rootOf, type Edge, type Hash, type Node } from './merkle.js';
export { consistencyProof, inclusionProof, rootAt, type ReadNodes } from './prove.js';
export { isConsistent, isIncluded, type Head } from './check-proof.js';
export {
  fromTiles,
  keptIn,
  parseTilePath,
  TILE_WIDTH,
  TileDamaged,
  tilePath,
  widthAt,
  type ReadTiles,
  type TilePlace,
} from './tiles.js';
export { keyText, NoteRefused, parseKeyText, publicBytesOf, type NoteKey } from './note.js';
export { cosignatureLine, logKey, openCheckpoint, signCheckpoint, witnessedAt, type Checkpoint } from './checkpoint.js';
export { inspectLogKey, logKeyIn, logKeyPath, openLogKey } from './log-key.js';
export { treeTarget, TREE_FOLLOWER } from './keep-tree.js';
export { ADD_CHECKPOINT_BYTES_MAX, addCheckpointText, SIZE_TYPE } from './add-checkpoint.js';
export { witnessOf, type Kept, type WitnessAnswer } from './witness.js';
export { type Witness, type WitnessSaid } from './ask-witness.js';
export { witnessesIn } from './witness-settings.js';
export {
  heldAgainst,
  keptLeaves,
  type Difference,
  type Holding,
  type KeptLeaves,
  type LogFound,
} from './held-against.js';
export { LogRewritten, proofsOver, type Included, type Proofs } from './proofs.js';
export { type SignedSize, type TreeStore } from './tree-store.port.js';
export { keptInTree, lastSignedIn, sqliteTreeStore, type KeptInTree } from './tree-store.sqlite.js';
export { postgresTreeStore, PROOFS_SCHEMA } from './tree-store.postgres.js';
export { checkpointTeller, type CheckpointTeller, type Looked, type TellerDeps } from './tell-checkpoints.js';
export { checkpointEveryMs } from './schedule-settings.js';
export {
  checkpointSigned,
  readOfLog,
  writeOfLog,
  type CheckpointSigned,
  type SaidOfLog,
  type WrittenOfLog,
} from './said-of-log.js';
export { bodyHash, leafRecord, leafRecordOf, streamOfRecord, type LeafOf, type LeafSaid } from './leaf.js';
