/** What the doors of checkpoints and proofs answer. */
import { COUNT_SCHEMA, listed, POSITION_SCHEMA, shape, TEXT_SCHEMA, type JsonSchema } from '#contracts';
import { type ConsistencyTold, type InclusionTold } from './answer-proofs.js';

const HASH: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$', description: 'SHA-256, base64' };
const CHECKPOINT_TEXT: JsonSchema = {
  ...TEXT_SCHEMA,
  description: 'Signerad kontrollpunkt, C2SP tlog-checkpoint / signed checkpoint',
};
export const LEAVES: JsonSchema = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };

/** A signed checkpoint, as text. */
export const CHECKPOINT = CHECKPOINT_TEXT;

/** The key by which checkpoints are believed, as text. */
export const CHECKPOINT_KEY: JsonSchema = {
  ...TEXT_SCHEMA,
  description: 'Nyckel, C2SP signed-note: `<namn>+<id>+<base64>` / the key',
};

/** Of 256 leaves or subtrees, as one after the other. */
export const TILE: JsonSchema = { type: 'string', format: 'binary' };
export const TILE_LEVEL: JsonSchema = { type: 'string', pattern: '^[0-6]$' };
export const TILE_PART: JsonSchema = { type: 'string', pattern: '^(x?[0-9]{3}|[0-9]{3}[.]p|[1-9][0-9]{0,2})$' };

export const INCLUSION = shape<InclusionTold>(
  'Inclusion',
  {
    ...{ position: POSITION_SCHEMA, index: COUNT_SCHEMA, size: LEAVES, leafHash: HASH },
    ...{ proof: listed(HASH), checkpoint: CHECKPOINT_TEXT },
  },
  {},
);

export const CONSISTENCY = shape<ConsistencyTold>(
  'Consistency',
  { from: LEAVES, to: LEAVES, proof: listed(HASH), checkpoint: CHECKPOINT_TEXT },
  {},
);
