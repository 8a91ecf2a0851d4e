/**
 * What whoever has a data folder, every key that is left and no good will can read: each value in each file, as it lies and
 * opened by each key, whatever it was sealed for and whether it is whole.
 */
import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { filesIn } from './found-in-plain.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Version, nonce, tag. */
const SEALED_HEAD = 1 + NONCE_BYTES + TAG_BYTES;
/** Version, and which master. */
const WRAPPED_HEAD = 1 + 4;
const WRAPPED_BYTES = WRAPPED_HEAD + NONCE_BYTES + TAG_BYTES + KEY_BYTES;
const BASE64 = /[A-Za-z0-9+/_-]{40,}={0,2}/g;
/** The counter with which the text of GCM begins. */
const FIRST_COUNTER = Buffer.from([0, 0, 0, 2]);

/** A value of a table, or an opened part of one. */
export interface AtHand {
  /** `log.db event` */
  readonly place: string;
  readonly bytes: Buffer;
}

/** Without its tag GCM is a counter mode: the text comes out, whoever it was sealed for. */
function decrypted(key: Buffer, nonce: Buffer, text: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-ctr', key, Buffer.concat([nonce, FIRST_COUNTER]));
  return Buffer.concat([decipher.update(text), decipher.final()]);
}

const unsealed = (key: Buffer, sealed: Buffer, head = 1): Buffer =>
  decrypted(key, sealed.subarray(head, head + NONCE_BYTES), sealed.subarray(head + NONCE_BYTES + TAG_BYTES));

/** Every value of every table under the folder, of databases that can be read. */
function valuesIn(folder: string): readonly AtHand[] {
  return filesIn(folder)
    .filter((path) => path.endsWith('.db'))
    .flatMap((path) => {
      const db = new Database(path, { readonly: true });
      try {
        const tables = db
          .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL")
          .pluck()
          .all();
        return tables.flatMap((table) =>
          db
            .prepare<[], readonly unknown[]>(`SELECT * FROM "${table}"`)
            .raw()
            .all()
            .flatMap((row) => row.flatMap((value) => bytesOf(value)))
            .map((bytes) => ({ place: `${basename(path)} ${table}`, bytes })),
        );
      } finally {
        db.close();
      }
    });
}

function bytesOf(value: unknown): readonly Buffer[] {
  if (Buffer.isBuffer(value)) return [value];
  return typeof value === 'string' ? [Buffer.from(value)] : [];
}

/** The value, and what stands in it in base64. */
function within({ place, bytes }: AtHand): readonly AtHand[] {
  const texts = bytes.toString('latin1').match(BASE64) ?? [];
  return [{ place, bytes }, ...texts.map((text) => ({ place, bytes: Buffer.from(text, 'base64') }))];
}

function mastersIn(folder: string): readonly Buffer[] {
  return ['master.key', 'master.former.key']
    .map((name) => join(folder, 'access', name))
    .filter((path) => existsSync(path))
    .map((path) => Buffer.from(readFileSync(path, 'utf8').trim(), 'hex'));
}

/** All values as they lie, and opened by each key that any master in the folder opens. To be called when the hub has stopped. */
export function openedAtRest(folder: string): readonly AtHand[] {
  return openedBy(mastersIn(folder), valuesIn(folder));
}

/** The values as they lie, and opened by each key among them that any of the masters opens. */
export function openedBy(masters: readonly Buffer[], values: readonly AtHand[]): readonly AtHand[] {
  const keys = masters.flatMap((master) =>
    values
      .filter(({ bytes }) => bytes.length === WRAPPED_BYTES && bytes[0] === 2)
      .map(({ bytes }) => unsealed(master, bytes, WRAPPED_HEAD)),
  );
  const sealed = values.flatMap(within).filter(({ bytes }) => bytes.length > SEALED_HEAD && bytes[0] === 1);
  return [
    ...values,
    ...sealed.flatMap(({ place, bytes }) => keys.map((key) => ({ place, bytes: unsealed(key, bytes) }))),
  ];
}
