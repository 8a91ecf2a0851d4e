/** What the read side does with a kind of stream: one entry each, gathered in `streams.ts`. */
import { type DoorName } from '#access';
import { type JsonSchema } from '#contracts';
import {
  type AssessmentsBy,
  type FactIn,
  type GivenGround,
  type NameUuid,
  type Said,
  type StreamCategory,
  type StreamRead,
  type Subject,
  type Surroundings,
} from '#domain';
import { type Recipients } from './feed/recipients.js';
import { type StreamRows } from './lists/lists.js';
import { type Shown } from './views/shown.js';

/** A stream just before or just after an event. */
export interface StreamAt<C extends StreamCategory> {
  readonly facts: readonly Said<FactIn<C>>[];
  /** What held of it then; reckoned only if asked for. */
  readonly holds: () => AssessmentsBy[C];
}

/** What is asked after by a uuid of its own: its door, by the table and at `/v1/<path>/<uuid>`, and the form of its answer. */
export interface ThingShown {
  readonly path: DoorName;
  readonly schema: JsonSchema;
  /** Whose uuid it is, and what is shown, in OpenAPI. */
  readonly uuidOf: string;
  readonly operation: { readonly operationId: string; readonly summary: string };
}

export interface ReadSide<C extends StreamCategory> extends Shown<C> {
  /** What of it is asked after by a uuid of its own, by name: the kind of its subject, or what has an id within it. */
  readonly things: Readonly<Record<string, ThingShown>>;
  /** In whose feeds an event about the subject stands. */
  readonly recipients: (subject: Subject, before: StreamAt<C>, after: StreamAt<C>) => Recipients;
  /** Its list rows. */
  readonly rows: (read: StreamRead<C>, surroundings: Surroundings, name: NameUuid) => StreamRows;
  /** By which ground a role sees them. */
  readonly rowsBy: GivenGround;
}
