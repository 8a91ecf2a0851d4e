/** Asks witnesses to cosign what was signed, beside the log and never before it: who is away, or lies, holds nothing. */
import { setTimeout as wait } from 'node:timers/promises';
import { heardByMany, stretchOf } from '#event-log';
import { askWitness, type Witness, type WitnessSaid } from './ask-witness.js';
import { type Hash } from './merkle.js';
import { type SignedSize, type TreeStore } from './tree-store.port.js';

/** Of one asking of one witness. */
const ASKED_MS_MAX = 10_000;
/** Of whoever asks for a checkpoint, for those who answered last time. */
const WAIT_MS_MAX = 2_000;
/** Who did not cosign is asked again after so long. */
const AGAIN_MS = 60_000;

export interface WitnessedOptions {
  readonly witnesses: readonly Witness[];
  readonly store: Pick<TreeStore, 'cosigned' | 'keepCosigned'>;
  readonly consistency: (from: number, to: number) => Promise<readonly Hash[]>;
  /** Told of each answer that is no cosignature. */
  readonly tell: (witness: Witness, said: WitnessSaid) => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

export interface Witnessed {
  /** The checkpoint with the lines of those who have cosigned it, waiting a little for those who usually do. */
  of(signed: SignedSize): Promise<SignedSize>;
  /** Breaks off what is being asked, and waits for its end. */
  stop(): Promise<void>;
}

/** One witness as this process knows it. */
interface Known {
  readonly witness: Witness;
  readonly name: string;
  size: number;
  /** Not asked before; it did not cosign last time. */
  againAtMs: number;
  asking: Promise<void> | undefined;
}

/** Faults: those of the store and of the proof. */
export function witnessedBy(options: WitnessedOptions): Witnessed {
  const { witnesses, store, now } = options;
  const all = witnesses.map((witness): Known => ({
    ...{ witness, name: witness.key.name },
    ...{ size: 0, againAtMs: 0, asking: undefined },
  }));
  const stopped = heardByMany();
  const ask = (known: Known, signed: SignedSize): Promise<void> =>
    (known.asking ??= asked(known, signed, options, stopped.signal).finally(() => {
      known.asking = undefined;
    }));

  return {
    of: async (signed) => {
      if (signed.size === 0) return signed;
      const there = await store.cosigned(signed.size);
      const missing = all.filter(({ name }) => !there.some(({ by }) => by === name));
      const due = missing.filter(({ againAtMs }) => againAtMs <= now());
      if (due.length === 0) return withLines(signed, there);
      await withinTime(due.map((known) => ask(known, signed)));
      return withLines(signed, await store.cosigned(signed.size));
    },
    stop: async () => {
      stopped.abort();
      await Promise.allSettled(all.flatMap(({ asking }) => asking ?? []));
    },
  };
}

const withLines = ({ size, note }: SignedSize, lines: readonly { readonly line: string }[]): SignedSize => ({
  size,
  note: `${note}${lines.map(({ line }) => line).join('')}`,
});

async function asked(
  known: Known,
  signed: SignedSize,
  { store, consistency, tell, now }: WitnessedOptions,
  stopped: AbortSignal,
): Promise<void> {
  const { witness, name } = known;
  const { signal, end } = stretchOf(ASKED_MS_MAX, stopped);
  const said = await askWitness(witness, {
    ...{ signed, signal, old: Math.min(known.size, signed.size) },
    consistency: (from) => consistency(from, signed.size),
  }).finally(end);
  if (said.kind === 'cosigned') {
    known.size = signed.size;
    await store.keepCosigned({ size: signed.size, by: name, line: said.line });
    return;
  }
  known.againAtMs = now() + AGAIN_MS;
  if (!stopped.aborted) tell(witness, said);
}

/** Waits for all, at most so long. What is not done goes on; what fails of it is of the next asking. */
async function withinTime(asking: readonly Promise<void>[]): Promise<void> {
  const enough = new AbortController();
  const time = wait(WAIT_MS_MAX, undefined, { signal: enough.signal, ref: false }).catch(() => undefined);
  const all = Promise.all(asking);
  all.catch(() => undefined);
  try {
    await Promise.race([all, time]);
  } finally {
    enough.abort();
  }
}
