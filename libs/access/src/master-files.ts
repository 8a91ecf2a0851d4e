/**
 * The master keys as files, `master.key` and beside it `master.former.key` while keys are wrapped anew. A process that
 * runs takes a new one up by itself: before it wraps, and where it meets a key that it cannot tell the master of.
 */
import { statSync, unlinkSync } from 'node:fs';
import { FileUnusable } from '#event-log';
import { newMasterKeyText, readMasterKey, textOfKey } from './key-text.js';
import { isSameId, masterOf, mastersIn, mastersOf, type Master, type Masters } from './masters.js';
import { writeOwnFile } from './own-file.js';

const KEY_NAME = /\.key$/;

/** Where the master of before lies while what it wraps is wrapped anew: `master.former.key` beside `master.key`. */
export const formerMasterPath = (file: string): string => file.replace(KEY_NAME, '') + '.former.key';

/** The masters in `file` and beside it as they are now; undefined where there is none. Makes nothing. Throws `FileUnusable`. */
export function readMasters(file: string): Masters | undefined {
  const current = readMasterKey(file);
  return current === undefined ? undefined : mastersOf(current, readMasterKey(formerMasterPath(file)));
}

/**
 * The masters in `file` and beside it, looked at again whenever the file is another. One that cannot be read while the
 * process runs changes nothing: the masters that it knows stand. Throws `FileUnusable` where there is none to begin with.
 */
export function mastersInFiles(file: string): Masters {
  let seen = stampOf(file);
  const found = readMasters(file);
  if (found === undefined) throw new FileUnusable(file, 'missing', 'there is no master key');
  let known = found;
  const lookAgain = (): Masters => {
    const stamp = stampOf(file);
    if (stamp === seen) return known;
    try {
      known = joined(readMasters(file) ?? known, known);
      seen = stamp;
    } catch {
      // A file half restored, or closed: asked again the next time.
    }
    return known;
  };
  return {
    get current() {
      return lookAgain().current;
    },
    get all() {
      return lookAgain().all;
    },
    ofId: (id) => known.ofId(id) ?? lookAgain().ofId(id),
  };
}

/** What was known is accepted still: what it wrapped a moment ago is not wrapped anew yet. */
function joined({ current, all }: Masters, before: Masters): Masters {
  const others = [...all, ...before.all].filter(({ id }) => !isSameId(id, current.id));
  return mastersIn([current, ...others.filter((one, at) => others.findIndex(({ id }) => isSameId(id, one.id)) === at)]);
}

/** Tells one writing of the file from another: it is never written in place. */
function stampOf(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.mtimeNs}`;
}

/**
 * Begins a change of the master in `file`: the one there becomes the former, and a new random one takes its place. Begun
 * before and not ended, it goes on with the two that there are. Gives the former. Throws `FileUnusable`.
 */
export function beginNewMaster(file: string): Master {
  const current = readMasterKey(file);
  if (current === undefined) throw new FileUnusable(file, 'missing', 'there is no master key to follow upon');
  const former = readMasterKey(formerMasterPath(file));
  if (former !== undefined && Buffer.compare(former, current) !== 0) return masterOf(former);
  // In this order: broken off between the two, nothing has changed but that the same key lies there twice.
  writeOwnFile(formerMasterPath(file), textOfKey(current));
  writeOwnFile(file, newMasterKeyText());
  return masterOf(current);
}

/** No master lies here any more, former or present: another wraps, elsewhere. To be called when nothing is wrapped by either. */
export function endMastersInFiles(file: string): void {
  endFormerMaster(file);
  if (readMasterKey(file) !== undefined) unlinkSync(file);
}

/** Ends it: the former master is gone from its place. To be called when nothing is wrapped by it any more. */
export function endFormerMaster(file: string): void {
  const path = formerMasterPath(file);
  if (readMasterKey(path) === undefined) return;
  unlinkSync(path);
}
