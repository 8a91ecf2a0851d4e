/** A witness by C2SP tlog-witness: keeps the last checkpoint that it has cosigned of each log, and cosigns what goes on from it. */
import { type KeyObject } from 'node:crypto';
import { readAddCheckpoint, type AddCheckpoint } from './add-checkpoint.js';
import { isConsistent, type Head } from './check-proof.js';
import { cosignatureLine, openCheckpoint, type Checkpoint } from './checkpoint.js';
import { joined, type Hash } from './merkle.js';
import { NoteRefused, readNote, type NoteKey } from './note.js';

/** Where a witness keeps what it has cosigned. One process has it, and nothing asynchronous happens between the two. */
export interface Kept {
  /** The last checkpoint of a log, as it was signed; undefined before any. */
  last(origin: string): string | undefined;
  /** Durable when it returns. */
  keep(origin: string, note: string): void;
}

/** What a witness answers: a status of HTTP, and the text that goes with it. */
export type WitnessAnswer =
  | { readonly kind: 'cosigned'; readonly line: string; readonly checkpoint: Checkpoint }
  /** Whoever asks has another size in mind than the one that was cosigned last. */
  | { readonly kind: 'otherSize'; readonly size: number }
  /** The log's key has signed two logs, or what it asks with shows nothing: the note is evidence. */
  | { readonly kind: 'fork'; readonly status: 409 | 422; readonly kept: Head; readonly shown: Checkpoint }
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 404 };

export interface WitnessOptions {
  /** As it stands in its key. */
  readonly name: string;
  /** Ed25519, of this witness alone. */
  readonly secret: KeyObject;
  /** The keys of the logs that it witnesses. */
  readonly logs: readonly NoteKey[];
  readonly kept: Kept;
  /** Seconds since 1970. */
  readonly now: () => number;
}

const NOTHING: Head = { size: 0, root: joined([]) };
const refused = (status: 400 | 403 | 404): WitnessAnswer => ({ kind: 'refused', status });

/** What a witness answers to the body of an `add-checkpoint`. Faults: those of what keeps. */
export function witnessOf(options: WitnessOptions): (body: string) => WitnessAnswer {
  return (body) => {
    try {
      return answered(readAddCheckpoint(body), options);
    } catch (error) {
      if (!(error instanceof NoteRefused)) throw error;
      return refused(400);
    }
  };
}

function answered(asked: AddCheckpoint, options: WitnessOptions): WitnessAnswer {
  const { text } = readNote(asked.note);
  const key = options.logs.find(({ name }) => name === text.slice(0, text.indexOf('\n')));
  if (key === undefined) return refused(404);
  const shown = believed(asked.note, key);
  if (shown === undefined) return refused(403);
  if (asked.old > shown.size) return refused(400);
  const last = options.kept.last(key.name);
  const kept = last === undefined ? NOTHING : openCheckpoint(last, key);
  if (asked.old !== kept.size) return { kind: 'otherSize', size: kept.size };
  if (!goesOn(kept, shown, asked.proof))
    return { kind: 'fork', status: kept.size === shown.size ? 409 : 422, kept, shown };
  const line = cosignatureLine(text, options, options.now());
  options.kept.keep(key.name, asked.note);
  return { kind: 'cosigned', line, checkpoint: shown };
}

/** The checkpoint where the log's key has signed it; undefined where not. Throws `NoteRefused` (`malformed`) where it is none. */
function believed(note: string, key: NoteKey): Checkpoint | undefined {
  try {
    return openCheckpoint(note, key);
  } catch (error) {
    if (error instanceof NoteRefused && error.reason !== 'malformed') return undefined;
    throw error;
  }
}

/** Whether what is shown begins with what was cosigned. Every log begins with nothing, without a proof. */
function goesOn(kept: Head, shown: Head, proof: readonly Hash[]): boolean {
  if (kept.size > 0) return isConsistent(kept, shown, proof);
  return proof.length === 0 && (shown.size > 0 || Buffer.from(shown.root).equals(kept.root));
}
