/** What may become of a file of a data folder. */
import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Done to a file, which has this name in its folder. */
export type Harm = (path: string, file: string) => void;

export const missing: Harm = (path) => {
  rmSync(path);
};
export const empty: Harm = (path) => {
  truncateSync(path, 0);
};
export const cut: Harm = (path) => {
  truncateSync(path, Math.floor(statSync(path).size / 2));
};
export const noFile: Harm = (path) => {
  rmSync(path);
  mkdirSync(path);
};
/** Lowest bit of the byte at a share of the file. */
export const flipped =
  (share: number): Harm =>
  (path) => {
    const bytes = readFileSync(path);
    const place = Math.floor(bytes.length * share);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };
export const anotherDigit: Harm = (path) => {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, `${text.startsWith('0') ? '1' : '0'}${text.slice(1)}`);
};
export const highBit: Harm = (path) => {
  const bytes = readFileSync(path);
  bytes[0] = (bytes[0] ?? 0) ^ 0x80;
  writeFileSync(path, bytes);
};
export const sql =
  (statement: string): Harm =>
  (path) => {
    const db = new Database(path);
    db.exec(statement);
    db.pragma('journal_mode = DELETE');
    db.close();
  };
