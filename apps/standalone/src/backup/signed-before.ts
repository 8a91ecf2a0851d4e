/** What was signed of a log before, held against its tree: a note is believed by the log's own key, and by nothing that it says. */
import { type KeyObject } from 'node:crypto';
import { type LogId } from '#event-log';
import { logKey, NoteRefused, openCheckpoint, type Checkpoint } from '#proof';
import { BackupRefused } from './backup-refused.js';
import { type TreeOfLog } from './tree-of-log.js';

/** A checkpoint, and where it was found. */
export interface SignedBefore extends Checkpoint {
  readonly from: string;
}

/**
 * The checkpoint in a note. Throws `BackupRefused`: `LogAltered` where this key has not signed it as it stands, `OtherLog` where
 * it is another log's.
 */
export function signedBefore(
  note: string,
  from: string,
  { id, secret }: { id: LogId; secret: KeyObject },
): SignedBefore {
  const origin = note.slice(0, note.indexOf('\n'));
  if (!origin.includes(`/log/${id}/`)) throw new BackupRefused('OtherLog', from);
  try {
    return { ...openCheckpoint(note, logKey(origin, secret)), from };
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new BackupRefused('LogAltered', from, { cause: error });
  }
}

/**
 * Throws `BackupRefused`: `BehindKnown` where the log ends before one of these, `LogAltered` where it does not begin with it.
 * Every log begins with nothing: that shows nothing.
 */
export function refuseOtherHistory(tree: TreeOfLog, signed: readonly SignedBefore[]): void {
  for (const { size, root, from } of signed) {
    if (size > tree.events) throw new BackupRefused('BehindKnown', `${from} (${size} > ${tree.events})`);
    if (size > 0 && !Buffer.from(root).equals(tree.rootsAt.get(size) ?? new Uint8Array()))
      throw new BackupRefused('LogAltered', from);
  }
}
