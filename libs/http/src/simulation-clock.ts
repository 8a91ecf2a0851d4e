/** A story's clock: it stands still until it is moved, and never goes back. */
import { stockholmDay, type Clock } from '#contracts';
import { type Day, type Instant } from '#domain/facts';

/** Called each time the clock has come to a new instant; the move goes on when it resolves. */
export type AdvanceListener = (from: Instant, to: Instant) => Promise<void>;

/** The next instant after `after`, at most `upTo`, at which time itself brings something; undefined for none. */
export type StopFinder = (after: Instant, upTo: Instant) => Promise<Instant | undefined> | Instant | undefined;

export interface SimulationClock extends Clock {
  /**
   * Moves the clock to `to`. It halts on the way where a `StopFinder` says so, so that what falls due in between happens
   * at its own time, and resolves when every listener has. `back` where the clock has passed that instant already; then
   * nothing has happened. Moves asked for at once are made one after the other.
   */
  moveTo(to: Instant): Promise<'moved' | 'back'>;
  /** Each part of the hub whose followers must have caught up before a story goes on. Listeners run in their order. */
  onAdvance(listener: AdvanceListener): void;
  haltAt(finder: StopFinder): void;
}

/** A clock that stands at `startAt`. */
export function simulationClock(startAt: Instant): SimulationClock {
  const listeners: AdvanceListener[] = [];
  const finders: StopFinder[] = [];
  let now = startAt;
  let day = stockholmDay(startAt);
  let moves: Promise<unknown> = Promise.resolve();

  const step = async (to: Instant): Promise<void> => {
    const from = now;
    now = to;
    day = stockholmDay(to);
    for (const listener of listeners) await listener(from, to);
  };

  const move = async (to: Instant): Promise<'moved' | 'back'> => {
    if (to < now) return 'back';
    for (let halt = await nextHalt(finders, now, to); halt < to; halt = await nextHalt(finders, now, to))
      await step(halt);
    await step(to);
    return 'moved';
  };

  return {
    now: (): Instant => now,
    today: (): Day => day,
    onAdvance: (listener) => void listeners.push(listener),
    haltAt: (finder) => void finders.push(finder),
    moveTo: (to) => {
      const moved = moves.then(() => move(to));
      moves = moved.catch(() => undefined);
      return moved;
    },
  };
}

/** The earliest halt that lies after `after`, else `upTo`. Halts only go forward, so a move ends. */
async function nextHalt(finders: readonly StopFinder[], after: Instant, upTo: Instant): Promise<Instant> {
  let next = upTo;
  for (const finder of finders) {
    const halt = await finder(after, next);
    if (halt !== undefined && halt > after && halt < next) next = halt;
  }
  return next;
}
