/** A backup while the hub goes on: every file as it was at one moment, the log verified, and all of it signed by the log's key. */
import { type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere, type Master } from '#access';
import { CODE_VERSION } from '#contracts';
import { type Instant } from '#domain';
import { FileUnusable } from '#event-log';
import { lastSignedIn, logKeyIn } from '#proof';
import { type Files } from '../folder/files.js';
import { BACKED_UP, DATABASES, SEALED, sealedAs, type BackedUp } from './backed-up.js';
import { BackupRefused } from './backup-refused.js';
import { erasuresNow } from './erasures-then.js';
import {
  BACKUP_VERSION,
  MANIFEST,
  MANIFEST_SIGNATURE,
  manifestText,
  signManifest,
  type BackedUpFile,
  type Manifest,
} from './manifest.js';
import { refuseOtherHistory, signedBefore } from './signed-before.js';
import { copiedAtOnce } from './snapshots.sqlite.js';
import { treeOfLog } from './tree-of-log.js';
import { filledAtOnce, hashed, refuseFilled, synced, written } from './whole-files.js';

export interface TakeBackupOptions {
  /** Of the data folder, whether a hub has it open or not. */
  readonly files: Files;
  /** The list of what has been erased. */
  readonly erasuresFile: string;
  readonly master: Pick<Master, 'id' | 'seal'>;
  /** Where it goes: a folder that is empty or not there. */
  readonly into: string;
  readonly now: () => Instant;
  /** Told how many events have been verified, of how many. */
  readonly onVerified?: (done: number, total: number) => void;
}

/** Makes it; gives its manifest. Throws `BackupRefused`, `FileUnusable` and `CorruptEvent`; then nothing is left of it. */
export async function takeBackup(options: TakeBackupOptions): Promise<Manifest> {
  const { files, into } = options;
  refuseFilled(into);
  if (!existsSync(files.log)) throw new BackupRefused('NoHub', files.log);
  return filledAtOnce(into, (draft) => madeIn(draft, options));
}

async function madeIn(draft: string, options: TakeBackupOptions): Promise<Manifest> {
  const { files, master, erasuresFile } = options;
  const [erasures, takenAt, secret] = [erasuresNow(erasuresFile), options.now(), secretOf(files)];
  await copyDatabases(files, draft);
  for (const [name, file] of SEALED) await sealInto(join(draft, name), files[file], { master, name });
  const { log, signed } = verified(draft, secret, options);
  const manifest: Manifest = {
    ...{ version: BACKUP_VERSION, program: CODE_VERSION, takenAt, log, signed },
    ...{ master: Buffer.from(master.id).toString('hex'), erasures, files: await listed(draft) },
  };
  const text = manifestText(manifest);
  await written(join(draft, MANIFEST_SIGNATURE), signManifest(text, secret));
  await written(join(draft, MANIFEST), text);
  return manifest;
}

/** The key that signs checkpoints; a backup makes none. */
function secretOf({ checkpointKey: path }: Files): KeyObject {
  const text = readIfThere(path);
  if (text === undefined) throw new FileUnusable(path, 'missing', 'a backup is signed with it');
  return logKeyIn(path, text);
}

/** The log in the copy, read through, and held against what was last signed of it. */
function verified(
  draft: string,
  secret: KeyObject,
  { files, onVerified }: TakeBackupOptions,
): Pick<Manifest, 'log' | 'signed'> {
  const proofs = join(draft, 'proofs.db');
  const last = existsSync(proofs) ? lastSignedIn(proofs) : null;
  const { id, head, events, root, ...tree } = treeOfLog(
    join(draft, 'log.db'),
    last === null ? [] : [last.size],
    onVerified,
  );
  if (id === null) throw new FileUnusable(files.log, 'damaged', 'the log has no identity yet: start the hub once');
  const signed = last === null ? [] : [signedBefore(last.note, files.proofs, { id, secret })];
  refuseOtherHistory({ id, head, events, root, ...tree }, signed);
  return { log: { id, head, events, root: Buffer.from(root).toString('base64') }, signed: last?.note ?? null };
}

async function copyDatabases(files: Files, draft: string): Promise<void> {
  const copies = DATABASES.filter(([, file]) => existsSync(files[file])).map(
    ([name, file]) => [files[file], join(draft, name)] as const,
  );
  await copiedAtOnce(copies, files.log);
  for (const [, copy] of copies) await synced(copy);
}

interface Sealing extends Pick<TakeBackupOptions, 'master'> {
  readonly name: BackedUp;
}

async function sealInto(to: string, from: string, { master, name }: Sealing): Promise<void> {
  const text = readIfThere(from);
  if (text !== undefined) await written(to, master.seal(Buffer.from(text), sealedAs(name)));
}

async function listed(draft: string): Promise<readonly BackedUpFile[]> {
  const names = BACKED_UP.filter((name) => existsSync(join(draft, name)));
  const files: BackedUpFile[] = [];
  for (const name of names) files.push({ name, ...(await hashed(join(draft, name))) });
  return files;
}
