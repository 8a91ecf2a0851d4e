/** Tells the others of a case that somebody was answered as if there were none: afterwards, once, and never to whoever asked (decision A7). */
import {
  LedgerDamaged,
  type AccessItem,
  type AskedAfter,
  type Denial,
  type DenialBook,
  type DenialTold,
} from '#access';
import { type Controller, type Subject } from '#domain';
import { type HeldLease, type Lease } from '#engines';
import { heardByMany, type EventLog, type Position } from '#event-log';
import { backoffMs, isFault, isReady, sleep, type FollowerState } from '#follow';

/** The follower's name, and its lease's. */
export const DENIALS_FOLLOWER = 'denials';
/** How often it looks for more: nobody waits for what is told here. */
const LOOK_MS = 1_000;
/** Denials told in one commit: few, so that no answer waits behind them for long. */
const DENIALS_AT_ONCE_MAX = 50;

export interface TellDenialsOptions {
  readonly ledger: DenialBook;
  readonly log: Pick<EventLog, 'parsePosition' | 'start'>;
  /** What was asked after by another name, as the log knew it up to a position; none where there was no such thing. */
  readonly named: (asked: AskedAfter, upTo: Position) => Promise<readonly Subject[]>;
  /** Whose data a subject was, as the log knew it up to a position. */
  readonly whose: (subject: Subject, upTo: Position) => Promise<readonly Controller[]>;
  /** Where several processes share the ledger: who holds it tells, the others stand by. */
  readonly lease?: Lease | undefined;
  /** Told of each change of state. */
  readonly onState?: (state: FollowerState) => void;
}

/** Tells from now on. Never rejects: what goes wrong is in its state, and makes it not ready. */
export interface DenialTeller {
  ready(): boolean;
  /** Finishes the commit at hand. */
  stop(): Promise<void>;
}

interface Teller {
  readonly options: TellDenialsOptions;
  readonly stopping: AbortController;
  state: FollowerState;
  /** As far as the log was known at the last denial that was told. */
  after: Position;
}

export function tellDenials(options: TellDenialsOptions): DenialTeller {
  const teller: Teller = {
    options,
    stopping: heardByMany(),
    state: { kind: 'starting' },
    after: options.log.start,
  };
  const ended = takeTurns(teller);
  return {
    ready: () => isReady(teller.state),
    stop: async () => {
      teller.stopping.abort();
      await ended;
    },
  };
}

/** A process that tells alone is always the one whose turn it is. */
const ALONE: HeldLease = { lost: new AbortController().signal, release: () => Promise.resolve() };

async function takeTurns(teller: Teller): Promise<void> {
  const { lease } = teller.options;
  const { signal } = teller.stopping;
  while (!signal.aborted && teller.state.kind !== 'defect') {
    become(teller, { kind: lease ? 'standby' : 'starting' });
    const held = lease ? await lease.take(signal) : ALONE;
    if (!held) break;
    await tellWhile(teller, AbortSignal.any([signal, held.lost]));
    await held.release();
  }
  if (teller.state.kind !== 'defect') become(teller, { kind: 'stopped' });
}

async function tellWhile(teller: Teller, turn: AbortSignal): Promise<void> {
  let attempts = 0;
  while (!turn.aborted) {
    try {
      const found = await tellSome(teller);
      attempts = 0;
      become(teller, { kind: found ? 'catchingUp' : 'atHead' });
      if (!found) await sleep(LOOK_MS, turn);
    } catch (error) {
      if (!isFault(error)) {
        become(teller, { kind: 'defect', error: error as Error, after: teller.after });
        return;
      }
      attempts += 1;
      become(teller, { kind: 'retrying', error: error as Error, attempts });
      await sleep(backoffMs(attempts), turn);
    }
  }
}

/**
 * Tells of the next denials, in one commit with how far it has come. Asked of the ledger each time: whoever was ended between
 * the two, or has lost its turn without knowing it, tells nothing twice and leaves nothing out. False where there are none.
 */
async function tellSome(teller: Teller): Promise<boolean> {
  const { ledger } = teller.options;
  const from = await ledger.toldTo();
  const denials = await ledger.denied(from, DENIALS_AT_ONCE_MAX);
  const last = denials.at(-1);
  if (last === undefined) return false;
  const told: DenialTold[] = [];
  for (const denial of denials) told.push(await toldOf(teller, denial));
  await ledger.tell({ from, to: last.cursor, told });
  return true;
}

/** To all of them but who asked: it is not told by its own entry what it was that it asked after. As of when it was denied: what came to be afterwards was not asked after. */
async function toldOf(teller: Teller, { entry }: Denial): Promise<DenialTold> {
  const { log, whose, named } = teller.options;
  const upTo = log.parsePosition(entry.position);
  if (upTo === undefined)
    throw new LedgerDamaged(`entry ${entry.seq} of ${entry.controller} tells of a position that the log never gave`);
  const controllers = new Set<Controller>();
  const found = entry.asked ? await named(entry.asked, upTo) : [];
  const items = [...entry.items, ...found.map(itemDenied)];
  for (const { subject } of items) for (const one of await whose(subject, upTo)) controllers.add(one);
  controllers.delete(entry.controller);
  teller.after = upTo;
  return { denial: { ...entry, items }, controllers: [...controllers] };
}

/** What is entered of a subject that was asked after, and nothing told of. */
export const itemDenied = (subject: Subject): AccessItem => ({
  ...{ subject, person: null, classes: [], ground: null, withheld: 0 },
  extractTo: 'self',
});

function become(teller: Teller, state: FollowerState): void {
  const changed = state.kind !== teller.state.kind || state.kind === 'retrying';
  teller.state = state;
  if (changed) teller.options.onState?.(state);
}
