/** The log's side of C2SP tlog-witness: one witness is asked to cosign a checkpoint, and nothing that it answers is believed unseen. */
import { addCheckpointText, sizeIn, SIZE_TYPE } from './add-checkpoint.js';
import { witnessedAt } from './checkpoint.js';
import { type Hash } from './merkle.js';
import { NoteRefused, readNote, signatureBy, signatureLine, type NoteKey } from './note.js';
import { type SignedSize } from './tree-store.port.js';

/** A witness that is configured: the key by which it is believed, and where it is asked. */
export interface Witness {
  readonly key: NoteKey;
  /** Without a slash at its end. */
  readonly url: string;
}

/** What came of it. Only `cosigned` is worth anything; whatever else it is, the log goes on. */
export type WitnessSaid =
  | { readonly kind: 'cosigned'; readonly line: string; readonly seconds: number }
  /** It does not answer, or not in time. */
  | { readonly kind: 'away'; readonly reason: string }
  /** It says that it has seen more of the log than there is: an older backup was put back, or it lies. */
  | { readonly kind: 'hasSeenMore'; readonly size: number }
  /** It says that this does not go on from what it has seen: two logs are signed by one key, or it lies. */
  | { readonly kind: 'disagrees'; readonly status: number }
  /** It answers what no witness that we trust would. */
  | { readonly kind: 'unbelieved'; readonly reason: string };

export interface WitnessAsked {
  readonly signed: SignedSize;
  /** The size that it has cosigned last, as far as we know; 0 where we know of none. */
  readonly old: number;
  /** That the tree of the checkpoint begins with that of `from`, 1 or more. */
  readonly consistency: (from: number) => Promise<readonly Hash[]>;
  readonly signal: AbortSignal;
}

/** Bytes of an answer at most: some lines of a note. */
const ANSWER_BYTES_MAX = 16 * 1024;
const OK = 200;
const CONFLICT = 409;
const UNPROCESSABLE = 422;

/** Asks, and asks once more from the size that it says it has seen. Faults: those of the proof. */
export async function askWitness(witness: Witness, asked: WitnessAsked): Promise<WitnessSaid> {
  const first = await posted(witness, asked);
  const size = 'seen' in first ? first.seen : undefined;
  if (size === undefined || size === asked.old) return saidBy(first, size);
  if (size > asked.signed.size) return { kind: 'hasSeenMore', size };
  const second = await posted(witness, { ...asked, old: size });
  return saidBy(second, 'seen' in second ? second.seen : undefined);
}

/** What was answered, or that a size was: the one that the witness has seen. */
type Posted = WitnessSaid | { readonly kind: 'otherSize'; readonly seen: number };

function saidBy(posted: Posted, seen: number | undefined): WitnessSaid {
  return posted.kind === 'otherSize'
    ? { kind: 'unbelieved', reason: `it says again that it has seen ${seen}` }
    : posted;
}

async function posted(witness: Witness, { signed, old, consistency, signal }: WitnessAsked): Promise<Posted> {
  const proof = old > 0 && old < signed.size ? await consistency(old) : [];
  const body = addCheckpointText({ old, proof, note: signed.note });
  try {
    // A witness is at the address that was configured: it sends nobody elsewhere.
    const response = await fetch(`${witness.url}/add-checkpoint`, { method: 'POST', body, signal, redirect: 'error' });
    const answer = await textOf(response);
    return answer === undefined
      ? { kind: 'unbelieved', reason: 'it answers too much' }
      : saidIn(witness.key, signed, { status: response.status, type: response.headers.get('content-type'), answer });
  } catch (error) {
    return { kind: 'away', reason: causeOf(error) };
  }
}

const causeOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
};

async function textOf({ body }: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

interface AnswerOfWitness {
  readonly status: number;
  readonly type: string | null;
  readonly answer: string;
}

function saidIn(key: NoteKey, signed: SignedSize, { status, type, answer }: AnswerOfWitness): Posted {
  if (status === OK) return cosignedBy(key, signed, answer);
  if (status === UNPROCESSABLE) return { kind: 'disagrees', status };
  if (status !== CONFLICT) return { kind: 'unbelieved', reason: `it answers ${status}` };
  const seen = type === SIZE_TYPE && answer.endsWith('\n') ? sizeIn(answer.slice(0, -1)) : undefined;
  return seen === undefined ? { kind: 'disagrees', status } : { kind: 'otherSize', seen };
}

/** Its own line of the answer, where it holds; lines of others are nothing that we know. */
function cosignedBy(key: NoteKey, { note }: SignedSize, answer: string): Posted {
  try {
    const both = `${note}${answer}`;
    const seconds = witnessedAt(both, key);
    const bytes = signatureBy(readNote(both), key);
    if (seconds === undefined || bytes === undefined)
      return { kind: 'unbelieved', reason: 'its answer holds no line of its key' };
    return { kind: 'cosigned', line: signatureLine(key, bytes), seconds };
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    return { kind: 'unbelieved', reason: `its answer is ${error.reason}` };
  }
}
