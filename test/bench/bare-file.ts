/** The floor under all durability: bytes appended to a file and synced. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { nowMs } from './duel.js';

export interface BareFile {
  append(bytes: Uint8Array): void;
  close(): void;
}

export function bareFile(path: string): BareFile {
  const file = openSync(path, 'a');
  return {
    append: (bytes) => {
      writeSync(file, bytes);
      fdatasyncSync(file);
    },
    close: () => {
      closeSync(file);
    },
  };
}

/** Milliseconds of `count` appends of `bytes`, each synced, the sync alone timed. */
export function syncTimes(path: string, bytes: Uint8Array, count: number): readonly number[] {
  const file = openSync(path, 'a');
  const times: number[] = [];
  for (let done = 0; done < count; done += 1) {
    writeSync(file, bytes);
    const begun = nowMs();
    fdatasyncSync(file);
    times.push(nowMs() - begun);
  }
  closeSync(file);
  return times;
}
