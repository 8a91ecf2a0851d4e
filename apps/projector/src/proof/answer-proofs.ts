/** Answers what is asked of checkpoints and proofs: always against the newest checkpoint, which comes with the answer. */
import { type EventLog, type Position } from '#event-log';
import { refusal } from '#http';
import { parseTilePath, type Hash } from '#proof';
import { type KeptProofs } from './keep-proofs.js';

/** How long a checkpoint waits for what has been acknowledged to stand in the tree. */
const CAUGHT_UP_MS_MAX = 2_000;

export interface ProofDeps {
  readonly log: Pick<EventLog, 'head' | 'parsePosition'>;
  readonly proofs: KeptProofs;
}

export interface InclusionTold {
  readonly position: Position;
  /** Which leaf it is, from 0. */
  readonly index: number;
  readonly size: number;
  /** Base64, as all hashes. */
  readonly leafHash: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
}

export interface ConsistencyTold {
  readonly from: number;
  readonly to: number;
  readonly proof: readonly string[];
  readonly checkpoint: string;
}

const base64 = (hash: Hash): string => Buffer.from(hash).toString('base64');

/** The newest checkpoint, of all that was acknowledged before it was asked for where the tree keeps up. Throws `LogRewritten`. */
export async function newestCheckpoint({ log, proofs }: ProofDeps) {
  const known = await proofs.proofs();
  await proofs.follower.caughtUp(await log.head(), CAUGHT_UP_MS_MAX);
  return known.checkpoint();
}

/** That the event at a position stands in the log. Refuses with `NotFound` where no event is there that was signed. */
export async function answerInclusion(deps: ProofDeps, position: string | undefined): Promise<InclusionTold> {
  const place = position === undefined ? undefined : deps.log.parsePosition(position);
  if (place === undefined) throw refusal('BadRequest', { pointer: '/position', expected: 'position' });
  const { size, note } = await newestCheckpoint(deps);
  const included = await (await deps.proofs.proofs()).inclusion(place, size);
  if (included === undefined) throw refusal('NotFound');
  const { index, leaf, proof } = included;
  return { position: place, index, size, leafHash: base64(leaf), proof: proof.map(base64), checkpoint: note };
}

/** A tile, or its beginning, of what was signed. Refuses with `NotFound` every other. */
export async function answerTile({ proofs }: ProofDeps, path: string): Promise<Uint8Array> {
  const place = parseTilePath(path);
  const bytes = place && (await (await proofs.proofs()).tile(place, place.width));
  if (bytes === undefined) throw refusal('NotFound');
  return bytes;
}

/** That the log begins with what it was at `from` events. Refuses with `BadRequest` what it never was, or is not yet. */
export async function answerConsistency(deps: ProofDeps, from: string | undefined): Promise<ConsistencyTold> {
  const first = /^[1-9]\d{0,15}$/.test(from ?? '') ? Number(from) : 0;
  const { size, note } = await newestCheckpoint(deps);
  if (first < 1 || first > size) throw refusal('BadRequest', { pointer: '/from', expected: `1–${size}` });
  const proof = await (await deps.proofs.proofs()).consistency(first, size);
  return { from: first, to: size, proof: proof.map(base64), checkpoint: note };
}
