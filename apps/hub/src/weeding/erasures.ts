/**
 * What has been erased, kept apart from log and keys: evidence, and what a restore of an older backup is erased by again.
 * One line each, with its checksum, in a file that only grows.
 */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { readIfThere, writeOwnFile } from '#access';
import { type StreamName } from '#contracts';
import { type Day, type Instant, type PartyId, type StatuteRef, type Uuid } from '#domain';
import { FileUnusable } from '#event-log';

const OWNER_ONLY_FILE = 0o600;

/** The evidence of one erasure. Nothing in it is of what was erased, but whose it was. */
export interface Erasure {
  readonly erasedAt: Instant;
  readonly controller: PartyId;
  readonly person: Uuid;
  /** In which all that the controller had said is erased. */
  readonly streams: readonly StreamName[];
  /** The rule by which it was. */
  readonly statute?: StatuteRef;
  readonly lastEntryOn: Day;
  readonly dueOn: Day;
  /** The last day on which a backup from before may exist. */
  readonly recoverableUntil: Day;
}

export interface ErasureList {
  /** In the order in which they were added. Throws `FileUnusable` where one is not what was written. */
  all(): readonly Erasure[];
  /** Durable when it returns. */
  add(erasure: Erasure): void;
}

/** The list in the file at `path`; there is none before the first erasure. Throws `FileUnusable` where it is damaged. */
export function erasuresInFile(path: string): ErasureList {
  const text = readIfThere(path) ?? '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  // The last line was broken off while it was written: nothing had been erased by it.
  if (whole !== text) writeOwnFile(path, whole);
  const all = (): readonly Erasure[] => linesOf(path);
  all();
  return {
    all,
    add: (erasure) => {
      const file = openSync(path, 'a', OWNER_ONLY_FILE);
      try {
        writeSync(file, lineOf(erasure));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
  };
}

function lineOf(erasure: Erasure): string {
  const json = JSON.stringify(erasure);
  return `${crc32(json)} ${json}\n`;
}

function linesOf(path: string): readonly Erasure[] {
  const lines = (readIfThere(path) ?? '').split('\n').slice(0, -1);
  return lines.map((line, at) => {
    const blank = line.indexOf(' ');
    const json = line.slice(blank + 1);
    if (String(crc32(json)) !== line.slice(0, blank))
      throw new FileUnusable(path, 'damaged', `line ${at + 1} is not what was written`);
    return JSON.parse(json) as Erasure;
  });
}
