/** One at a time per stream: those who speak of the same case in the same moment take turns instead of colliding. */
import { type StreamName } from '#contracts';
import { type PartyId } from '#domain';

/** Works that may wait in all queues together. */
export const TURNS_WAITING_MAX = 20_000;
/** Of these, of one party: others' find room whatever it hands in at once. */
export const TURNS_PER_PARTY_MAX = 5_000;

/** A fault: more is under way than the hub takes on. Try again later. */
export class TooManyUnderWay extends Error {
  override readonly name = 'TooManyUnderWay';
}

export interface StreamQueues {
  /** Runs `work`, of a party or of the hub's own, when all that was asked for before on this stream is done. Fault: `TooManyUnderWay`. */
  run<T>(stream: StreamName, work: () => Promise<T>, party?: PartyId): Promise<T>;
  /** Works under way or waiting. */
  size(): number;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function streamQueues(): StreamQueues {
  const tails = new Map<StreamName, Promise<unknown>>();
  const idlers = new Set<() => void>();
  const byParty = new Map<PartyId, number>();
  let size = 0;

  const count = (party: PartyId | undefined, more: 1 | -1): void => {
    size += more;
    if (party === undefined) return;
    const own = (byParty.get(party) ?? 0) + more;
    if (own > 0) byParty.set(party, own);
    else byParty.delete(party);
  };
  const isFull = (party: PartyId | undefined): boolean =>
    size >= TURNS_WAITING_MAX || (party !== undefined && (byParty.get(party) ?? 0) >= TURNS_PER_PARTY_MAX);

  const leave = (stream: StreamName, mine: Promise<unknown>, party: PartyId | undefined): void => {
    count(party, -1);
    if (tails.get(stream) === mine) tails.delete(stream);
    if (size > 0) return;
    for (const tell of idlers) tell();
    idlers.clear();
  };

  return {
    run: (stream, work, party) => {
      if (isFull(party)) return Promise.reject(new TooManyUnderWay('too many works wait for their turn'));
      count(party, 1);
      const before = tails.get(stream);
      const mine = before ? before.then(work, work) : work();
      tails.set(stream, mine);
      const done = (): void => {
        leave(stream, mine, party);
      };
      mine.then(done, done);
      return mine;
    },
    size: () => size,
    idle: () =>
      size === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            idlers.add(resolve);
          }),
  };
}
