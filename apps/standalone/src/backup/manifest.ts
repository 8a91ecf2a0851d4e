/** What stands in a backup: its files by their hashes, and the log by its tree's root, signed with the log's own key. */
import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { type LogId, type Position } from '#event-log';
import { type Instant } from '#domain';
import { ALWAYS_THERE, BACKED_UP, type BackedUp } from './backed-up.js';
import { BackupRefused } from './backup-refused.js';

export const MANIFEST = 'manifest.json';
export const MANIFEST_SIGNATURE = 'manifest.json.sig';
const FORMAT = 'hvb-backup';
/** A backup of a higher one is another program's. */
export const BACKUP_VERSION = 1;
export const MANIFEST_BYTES_MAX = 64 * 1024;
/** So that what is signed is no checkpoint, whatever stands in it. */
const SIGNED_AS = `${FORMAT}/v1\n`;

export interface BackedUpFile {
  readonly name: BackedUp;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface Manifest {
  readonly version: number;
  /** Of the program that made it. */
  readonly program: string;
  readonly takenAt: Instant;
  readonly log: {
    readonly id: LogId;
    readonly head: Position;
    readonly events: number;
    /** Base64, of the tree over all of them. */
    readonly root: string;
  };
  /** The last checkpoint that had been handed out, as it was; null where none had. */
  readonly signed: string | null;
  /** The id of the master key by which the backup's keys are sealed, hexadecimal. */
  readonly master: string;
  /** What had been erased by then: that many lines of the list, and their SHA-256. */
  readonly erasures: { readonly lines: number; readonly sha256: string };
  /** In the order of `BACKED_UP`. */
  readonly files: readonly BackedUpFile[];
}

/** As it is written: one line for each member, so that people can read it. */
export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify({ format: FORMAT, ...manifest }, null, 1)}\n`;

/** Base64. `secret`: Ed25519. */
export const signManifest = (text: string, secret: KeyObject): string =>
  `${sign(null, Buffer.from(SIGNED_AS + text), secret).toString('base64')}\n`;

/** Throws `BackupRefused` (`ManifestNotSigned`) where the signature is not that key's of this text. */
export function refuseUnsigned(text: string, signature: string, secret: KeyObject): void {
  const bytes = Buffer.from(signature.trim(), 'base64');
  if (!verify(null, Buffer.from(SIGNED_AS + text), createPublicKey(secret), bytes))
    throw new BackupRefused('ManifestNotSigned', MANIFEST);
}

/**
 * What a text says as a manifest; believed only when its signature has been checked. Throws `BackupRefused`: `LaterBackup`,
 * and `ManifestDamaged` for whatever is no manifest of ours to the letter.
 */
export function parseManifest(text: string): Manifest {
  const { format, ...said } = objectIn(text);
  if (format !== FORMAT) throw damaged('it is none of ours');
  if (isCount(said['version']) && said['version'] > BACKUP_VERSION)
    throw new BackupRefused('LaterBackup', `version ${said['version']}`);
  const manifest = formOf(said);
  if (manifest === undefined || manifestText(manifest) !== text) throw damaged('its form is not ours');
  return manifest;
}

type Said = Readonly<Record<string, unknown>>;

const damaged = (why: string): BackupRefused => new BackupRefused('ManifestDamaged', `${MANIFEST} (${why})`);

function objectIn(text: string): Said {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // As of any other text that is none.
  }
  throw damaged('it is no JSON object');
}

const isObject = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

type Members = Readonly<Record<string, (value: unknown) => boolean>>;

const isText = (value: unknown): boolean => typeof value === 'string';
const holds = (members: Members, value: unknown): value is Said =>
  isObject(value) && Object.entries(members).every(([name, isSo]) => isSo(value[name]));

const LOG: Members = { id: isText, head: isText, root: isText, events: isCount };
const ERASURES: Members = { lines: isCount, sha256: isText };
const MEMBERS: Members = {
  version: (value) => isCount(value) && value > 0,
  ...{ program: isText, takenAt: isText, master: isText },
  log: (value) => holds(LOG, value),
  signed: (value) => value === null || isText(value),
  erasures: (value) => holds(ERASURES, value),
};

/** In the order in which it is written: what else stands there makes another text of it, and is refused by that. */
function formOf(said: Said): Manifest | undefined {
  const files = filesIn(said['files']);
  if (files === undefined || !holds(MEMBERS, said)) return undefined;
  const { version, program, takenAt, log, signed, master, erasures } = said as unknown as Manifest;
  return {
    ...{ version, program, takenAt },
    log: { id: log.id, head: log.head, events: log.events, root: log.root },
    ...{ signed, master },
    erasures: { lines: erasures.lines, sha256: erasures.sha256 },
    files,
  };
}

/** Each at most once, in their order, and those that are always there. */
function filesIn(files: unknown): readonly BackedUpFile[] | undefined {
  if (!Array.isArray(files)) return undefined;
  const listed = files.flatMap((file: unknown) => {
    if (!isObject(file) || !isCount(file['bytes']) || !isText(file['sha256'])) return [];
    const name = BACKED_UP.find((one) => one === file['name']);
    return name === undefined ? [] : [{ name, bytes: file['bytes'], sha256: file['sha256'] as string }];
  });
  const places = listed.map(({ name }) => BACKED_UP.indexOf(name));
  const inOrder = places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
  const areThere = ALWAYS_THERE.every((name) => listed.some((file) => file.name === name));
  return listed.length === files.length && inOrder && areThere ? listed : undefined;
}
