/** Between what the hub says of its own log and the bytes in it: told to everybody who has a feed, and of nobody, so that nothing is sealed. */
import { ContractBroken, wireType } from '#contracts';
import { type Checkpoint } from './checkpoint.js';

const VERSION = 1;

/** That a checkpoint was signed, and told: whoever has it holds the operator to it. */
export interface CheckpointSigned {
  readonly type: 'hub.checkpointSigned';
  readonly data: {
    readonly origin: string;
    /** Events of the log, the first `size`. */
    readonly size: number;
    /** Base64. */
    readonly root: string;
    /** The signed note itself, with the lines of its witnesses (C2SP tlog-checkpoint). */
    readonly note: string;
  };
}

/** What is said of the log. */
export type SaidOfLog = CheckpointSigned;

const MEMBERS: Readonly<Record<SaidOfLog['type'], Readonly<Record<string, 'string' | 'number'>>>> = {
  'hub.checkpointSigned': { origin: 'string', size: 'number', root: 'string', note: 'string' },
};
const NAMES = new Map(
  (Object.keys(MEMBERS) as readonly SaidOfLog['type'][]).map((name) => [wireType(name), name] as const),
);

/** An event's type and body. */
export interface WrittenOfLog {
  readonly type: string;
  readonly body: Uint8Array;
}

/** That this checkpoint was signed by this note. */
export const checkpointSigned = ({ origin, size, root }: Checkpoint, note: string): CheckpointSigned => ({
  type: 'hub.checkpointSigned',
  data: { origin, size, root: Buffer.from(root).toString('base64'), note },
});

/** As it is stored. */
export const writeOfLog = ({ type, data }: SaidOfLog): WrittenOfLog => ({
  type: wireType(type),
  body: Buffer.from(JSON.stringify({ v: VERSION, data })),
});

/** What was stored. Throws `ContractBroken` for a type or a form that was never written. */
export function readOfLog({ type, body }: WrittenOfLog): SaidOfLog {
  const name = NAMES.get(type);
  if (name === undefined) throw new ContractBroken(`nothing was ever said of the log as ${type}`);
  const data = dataIn(body, type);
  const members = Object.entries(MEMBERS[name]);
  const isWhole =
    Object.keys(data).length === members.length && members.every(([one, form]) => typeof data[one] === form);
  if (!isWhole) throw new ContractBroken(`the body of ${type} has a form that was never written`);
  return { type: name, data } as unknown as SaidOfLog;
}

function dataIn(body: Uint8Array, type: string): Readonly<Record<string, unknown>> {
  let read: { readonly v?: unknown; readonly data?: unknown } | null;
  try {
    read = JSON.parse(Buffer.from(body).toString('utf8')) as typeof read;
  } catch (error) {
    throw new ContractBroken(`the body of ${type} is no JSON`, { cause: error });
  }
  if (read?.v !== VERSION || typeof read.data !== 'object' || read.data === null)
    throw new ContractBroken(`the body of ${type} has a form that was never written`);
  return read.data as Readonly<Record<string, unknown>>;
}
