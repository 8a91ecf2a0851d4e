/** A backup put back into an empty folder: verified first, to the last event; then erased again who has been erased since. */
import { existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { entrySealer, inspectKeys, inspectLedger, sqliteKeys, type Masters } from '#access';
import { SealBroken, type Clock } from '#contracts';
import { openSqliteLog, type LogId } from '#event-log';
import { erasuresInFile, eraseRestored, openSqliteState } from '#hub';
import { logKeyIn } from '#proof';
import { filesUnder, type Files } from '../folder/files.js';
import { surveyFolder } from '../folder/survey.js';
import { isSealed, PLACES, sealedAs, type BackedUp } from './backed-up.js';
import { BackupRefused } from './backup-refused.js';
import { goesOnFrom } from './erasures-then.js';
import {
  MANIFEST,
  MANIFEST_BYTES_MAX,
  MANIFEST_SIGNATURE,
  parseManifest,
  refuseUnsigned,
  type Manifest,
} from './manifest.js';
import { refuseOtherHistory, signedBefore, type SignedBefore } from './signed-before.js';
import { treeOfLog } from './tree-of-log.js';
import { copied, filledAtOnce, hashed, refuseFilled, synced, written } from './whole-files.js';

/** A sealed key is some hundred bytes. */
const SEALED_BYTES_MAX = 64 * 1024;

export interface PutBackOptions {
  readonly from: string;
  /** The data folder: empty, or not there. */
  readonly dataDir: string;
  readonly masters: Masters;
  /** The text of the file of the master key, to lie in the folder; undefined where it is given from elsewhere. */
  readonly masterKeyText?: string | undefined;
  /** What has been erased: a list that goes on from what it was then; null where nothing ever has been. */
  readonly erasuresFile: string | null;
  /** Where the hub that starts will look for that list; undefined for the data folder. */
  readonly erasuresStayAt?: string | undefined;
  /** Checkpoints that others hold, each a note and where it was found. */
  readonly known: readonly { readonly note: string; readonly from: string }[];
  readonly clock: Clock;
  /** Told how many events have been verified, of how many. */
  readonly onVerified?: (done: number, total: number) => void;
}

export interface PutBack {
  readonly manifest: Manifest;
  /** Streams that the backup had brought back, and that were erased again. */
  readonly erasedAgain: number;
}

/** Puts it back. Throws `BackupRefused`, `FileUnusable`, `MasterKeyDoesNotFit`; then nothing has been put back. */
export async function putBack(options: PutBackOptions): Promise<PutBack> {
  const { dataDir, erasuresFile } = options;
  refuseFilled(dataDir);
  if (erasuresFile !== null && !existsSync(erasuresFile)) throw new BackupRefused('ErasuresNotGiven', erasuresFile);
  const text = textIn(options.from, MANIFEST, 'NoBackup');
  const manifest = parseManifest(text);
  if (erasuresFile === null ? manifest.erasures.lines > 0 : !goesOnFrom(erasuresFile, manifest.erasures))
    throw new BackupRefused('ErasuresOlder', `${erasuresFile ?? '--no-erasures'} (${manifest.erasures.lines})`);
  return filledAtOnce(dataDir, async (draft) => {
    const files = filesUnder(draft);
    mkdirSync(files.access, { mode: 0o700 });
    // First the key that signs, then what it has signed, then what that says of the files.
    const secret = logKeyIn(files.checkpointKey, unsealed(options, 'checkpoint-key.sealed'));
    refuseUnsigned(text, textIn(options.from, MANIFEST_SIGNATURE, 'FileMissing'), secret);
    const known = [
      ...options.known,
      ...(manifest.signed === null ? [] : [{ note: manifest.signed, from: MANIFEST }]),
    ].map(({ note, from }) => signedBefore(note, from, { id: manifest.log.id, secret }));
    await copyFiles(options, manifest, files);
    if (options.masterKeyText !== undefined) await written(files.masterKey, options.masterKeyText);
    refuseUnsound(options, { manifest, files, known });
    const erasedAgain = await eraseSince(options, files);
    await synced(files.access);
    return { manifest, erasedAgain };
  });
}

/** A small text of the backup. Throws `BackupRefused`. */
function textIn(folder: string, name: string, missing: 'NoBackup' | 'FileMissing'): string {
  const path = join(folder, name);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new BackupRefused(missing, path);
  if (!found.isFile() || found.size > MANIFEST_BYTES_MAX) throw new BackupRefused('FileAltered', path);
  return readFileSync(path, 'utf8');
}

/** What the master key had sealed. Throws `BackupRefused`. */
function unsealed({ from, masters }: Pick<PutBackOptions, 'from' | 'masters'>, name: BackedUp): string {
  const path = regular(from, name);
  if (lstatSync(path).size > SEALED_BYTES_MAX) throw new BackupRefused('FileAltered', path);
  const sealed = readFileSync(path);
  for (const master of masters.all) {
    try {
      return Buffer.from(master.open(sealed, sealedAs(name))).toString('utf8');
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
    }
  }
  throw new BackupRefused('MasterKeyOther', path);
}

/** The path of one that is a file of its own, and no way to another. */
function regular(from: string, name: BackedUp): string {
  const path = join(from, name);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new BackupRefused('FileMissing', path);
  if (!found.isFile()) throw new BackupRefused('FileAltered', path);
  return path;
}

/** Each as the manifest has it; a secret is opened on the way. */
async function copyFiles(options: PutBackOptions, manifest: Manifest, files: Files): Promise<void> {
  for (const { name, bytes, sha256 } of manifest.files) {
    const path = regular(options.from, name);
    const to = files[PLACES[name]];
    const isSecret = isSealed(name);
    const seen = isSecret ? await hashed(path) : await copied(path, to, bytes);
    if (seen.bytes !== bytes || seen.sha256 !== sha256) throw new BackupRefused('FileAltered', path);
    if (isSecret) await written(to, unsealed(options, name));
  }
}

interface Copied {
  readonly manifest: Manifest;
  readonly files: Files;
  readonly known: readonly SignedBefore[];
}

/** Throws where the files do not belong together, are not of these masters, or the log is not what was signed of it. */
function refuseUnsound(
  { masters, masterKeyText, onVerified }: PutBackOptions,
  { manifest, files, known }: Copied,
): void {
  surveyFolder({ files, isMasterElsewhere: masterKeyText === undefined, lost: [] });
  for (const [path, store] of [
    [files.keys, inspectKeys(files.keys, [])],
    [files.ledger, inspectLedger(files.ledger)],
  ] as const)
    if (store?.fits(masters) === false) throw new BackupRefused('MasterKeyOther', basename(path));
  const tree = treeOfLog(
    files.log,
    known.map(({ size }) => size),
    onVerified,
  );
  const { id, head, events, root } = manifest.log;
  if (tree.id !== id) throw new BackupRefused('OtherLog', basename(files.log));
  const isSame = tree.head === head && tree.events === events && Buffer.from(tree.root).toString('base64') === root;
  if (!isSame) throw new BackupRefused('LogAltered', basename(files.log));
  refuseOtherHistory(tree, known);
}

/** What was erased since the backup was made, out of what it has brought back, before anybody reads it. */
async function eraseSince(
  { erasuresFile, erasuresStayAt, masters, clock }: PutBackOptions,
  files: Files,
): Promise<number> {
  if (erasuresFile === null) return 0;
  if (erasuresStayAt === undefined) await written(files.erasures, readFileSync(erasuresFile));
  const erasures = erasuresInFile(erasuresStayAt ?? files.erasures);
  const log = openSqliteLog({ path: files.log });
  try {
    const logId = (await log.identity()) as LogId;
    const keys = sqliteKeys({ file: files.keys, masterKey: masters, logId });
    const state = openSqliteState({ path: files.state, logId }, entrySealer(masters));
    try {
      return await eraseRestored(erasures, { log, keys, state, clock });
    } finally {
      await state.close();
      await keys.close();
    }
  } finally {
    await log.close();
  }
}
