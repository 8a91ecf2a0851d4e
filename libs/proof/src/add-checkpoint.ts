/** What is asked of a witness by C2SP tlog-witness: the size it has seen, the proof from there, and the checkpoint. */
import { HASH_BYTES, type Hash } from './merkle.js';
import { NoteRefused } from './note.js';

/** Hashes of one proof at most, as the specification has it. */
const PROOF_LINES_MAX = 63;
/** Bytes of what is asked at most: a note and its proof. */
export const ADD_CHECKPOINT_BYTES_MAX = 64 * 1024 + PROOF_LINES_MAX * 45 + 32;
/** The media type of a 409: the size that the witness has seen, in decimal, and a newline. */
export const SIZE_TYPE = 'text/x.tlog.size';

export interface AddCheckpoint {
  /** Of the last checkpoint that the witness has cosigned, as far as whoever asks knows; 0 of none. */
  readonly old: number;
  readonly proof: readonly Hash[];
  /** The checkpoint, signed. */
  readonly note: string;
}

/** The body of `POST <witness>/add-checkpoint`. */
export const addCheckpointText = ({ old, proof, note }: AddCheckpoint): string =>
  [`old ${old}`, ...proof.map((hash) => Buffer.from(hash).toString('base64')), '', note].join('\n');

const SIZE = /^(0|[1-9]\d{0,15})$/;

/** A size as the specifications write it; undefined where the text is none, or beyond all counting. */
export function sizeIn(text: string): number | undefined {
  const size = SIZE.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}

/** What such a body asks, none of it believed yet. Throws `NoteRefused`: `malformed`, `tooLarge`. */
export function readAddCheckpoint(body: string): AddCheckpoint {
  if (Buffer.byteLength(body) > ADD_CHECKPOINT_BYTES_MAX) throw new NoteRefused('tooLarge');
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(end, 0)).split('\n');
  const old = first.startsWith('old ') ? sizeIn(first.slice('old '.length)) : undefined;
  if (old === undefined || lines.length > PROOF_LINES_MAX) throw new NoteRefused('malformed');
  return { old, proof: lines.map(hashIn), note: body.slice(end + 2) };
}

function hashIn(line: string): Hash {
  const hash = Buffer.from(line, 'base64');
  if (hash.length !== HASH_BYTES || hash.toString('base64') !== line) throw new NoteRefused('malformed');
  return hash;
}
