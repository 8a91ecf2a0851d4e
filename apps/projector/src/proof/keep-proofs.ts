/** The tree of the log as the read side keeps it: a follower beside the rows, and the key by which its checkpoints are signed. */
import { type Clock } from '#contracts';
import { FileUnusable, HUB_STREAM, LogUnavailable, type EventLog } from '#event-log';
import { follow, followAloneOrInTurn, isFault, sleep, type Follower, type Rest } from '#follow';
import { type Lease } from '#engines';
import {
  checkpointTeller,
  NoteRefused,
  openCheckpoint,
  openLogKey,
  proofsOver,
  TREE_FOLLOWER,
  treeTarget,
  type CheckpointTeller,
  type Proofs,
  type TellerDeps,
  type TreeStore,
  type Witness,
  type WitnessSaid,
} from '#proof';

/** Whose logs these are, as their checkpoints begin. A log that had to be begun anew after a loss is of another epoch. */
const INSTALLATION = 'hvb-hub';
const FIRST_EPOCH = 1;
/** What a cluster has confirmed may be lost to an election: it is signed when it has stood so long (decision A14). */
const SIGN_AFTER_MS = 60_000;
/** Whoever asks for a proof waits for its event, and so wakes the follower. */
const REST: Rest = { perWork: 7, msMax: 1_000 };
/** How often it is looked whether a checkpoint is to be told: so much later at most than the schedule says. */
const LOOK_MS = 1_000;

export interface KeptProofs {
  /**
   * Throws `LogUnavailable` as long as a cluster's log has no first event, by which it is known whose log it is, and
   * `FileUnusable` where what was signed before was signed by another key: whoever holds it would believe nothing of ours.
   */
  proofs(): Promise<Proofs>;
  readonly follower: Pick<Follower, 'caughtUp' | 'stop'>;
  close(): Promise<void>;
}

export interface KeepProofsOptions {
  readonly log: EventLog;
  readonly store: TreeStore;
  /** The file of the key that signs. */
  readonly keyPath: string;
  /** Where many processes keep one tree of a cluster's log. */
  readonly lease?: Lease;
  /** Who is asked to cosign each checkpoint. */
  readonly witnesses?: readonly Witness[] | undefined;
  /** By which clock the parties are told on a schedule, and after how many milliseconds of it; not at all where nothing is said. */
  readonly told?: { readonly clock: Pick<Clock, 'now'>; readonly everyMs: number | undefined };
  /** Told of a witness that did not. */
  readonly onWitness?: (witness: Witness, said: WitnessSaid) => void;
  /** Told of what stops it. */
  readonly onDefect: (error: Error) => void;
}

/** Keeps the tree from now on. Throws `FileUnusable` where the key's file holds no key. */
export async function keepProofs(options: KeepProofsOptions): Promise<KeptProofs> {
  const { log, store, keyPath, lease, told, witnesses = [], onWitness, onDefect } = options;
  const secret = await openLogKey(keyPath);
  let known: Proofs | undefined;
  const proofs = async (): Promise<Proofs> => {
    if (known !== undefined) return known;
    const logId = await log.identity();
    if (logId === null) throw new LogUnavailable('the log has no event yet, by which it is known');
    const over = proofsOver({
      ...{ store, log, secret },
      origin: `${INSTALLATION}/log/${logId}/${FIRST_EPOCH}`,
      signAfterMs: lease === undefined ? 0 : SIGN_AFTER_MS,
      now: () => performance.now(),
      witnesses,
      ...(onWitness && { onWitness }),
    });
    const last = await store.lastSigned();
    if (last !== null) refuseOtherKey(keyPath, () => openCheckpoint(last.note, over.key));
    return (known ??= over);
  };
  const follower = followAloneOrInTurn({
    ...{ name: TREE_FOLLOWER, lease, log },
    start: (onState) => {
      const grows = follow({ log, target: treeTarget(store), withRegister: true, rest: REST, onState });
      if (told?.everyMs === undefined) return grows;
      const when = { clock: told.clock, everyMs: told.everyMs };
      return telling(grows, () => tellerOver({ log, store, proofs, when }), onDefect);
    },
    checkpoint: async () => (await store.head())?.position ?? null,
    onState: (state) => {
      if (state.kind === 'defect') onDefect(state.error);
    },
  });
  const close = async (): Promise<void> => {
    await known?.close();
    await store.close();
  };
  return { proofs, follower, close };
}

interface Telling {
  readonly log: EventLog;
  readonly store: TreeStore;
  readonly proofs: KeptProofs['proofs'];
  readonly when: Pick<TellerDeps, 'clock' | 'everyMs'>;
}

async function tellerOver({ log, store, proofs: kept, when }: Telling): Promise<CheckpointTeller> {
  const proofs = await kept();
  return checkpointTeller({ log, store, proofs, stream: HUB_STREAM, ...when, nowMs: () => performance.now() });
}

/** False where it has ended. */
async function isTime(signal: AbortSignal): Promise<boolean> {
  await sleep(LOOK_MS, signal);
  return !signal.aborted;
}

/** Beside the follower, as long as it is this process that lets the tree grow: what has been signed is told when it is time. */
function telling(
  follower: Follower,
  open: () => Promise<CheckpointTeller>,
  onDefect: KeepProofsOptions['onDefect'],
): Follower {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    let teller: CheckpointTeller | undefined;
    while (await isTime(stopping.signal)) {
      try {
        teller ??= await open();
        await teller.look();
      } catch (error) {
        // What passes is looked at again. What has been rewritten is never told, and somebody must look.
        if (isFault(error)) continue;
        onDefect(error as Error);
        return;
      }
    }
  };
  const ended = run();
  return {
    ...follower,
    stop: async () => {
      stopping.abort();
      await ended;
      await follower.stop();
    },
  };
}

function refuseOtherKey(path: string, open: () => unknown): void {
  try {
    open();
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new FileUnusable(path, 'foreign', 'what was signed of this log was signed by another key', { cause: error });
  }
}
