/** Evidence bundles: what an auditor takes away, and how anyone checks it without the hub. */
export { ArchiveRefused, readTar, writeTar } from './tar.js';
export { filesDerived, filesOf, sha256Of } from './files.js';
export { entryOf, recordsIn } from './entries.js';
export {
  FILES,
  lineOf,
  type Asked,
  type Bundle,
  type BundleEvent,
  type CompareKeyTold,
  type ConsistencyGiven,
  type FileName,
  type LedgerLine,
  type Manifest,
  type MandateTold,
  type ShownInPart,
} from './format.js';
export { type Files } from './read.js';
export { BundleRefused, verifyBundle } from './verify.js';
export { type CannotExclude, type Known, type Tried, type Verdict, type Wrong } from './verdict.js';
export { WRONG, type WrongCode } from './wrong.data.js';
