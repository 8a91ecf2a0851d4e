/** Every answer that shows anybody's data is in the ledger before it leaves: what was shown, to whom, on which ground (HSLF-FS 2016:40 4:9). */
import { randomUUID } from 'node:crypto';
import {
  askerOf,
  isFitAsked,
  ITEMS_MAX,
  lawOf,
  type AccessEntry,
  type AccessItem,
  type AskedAfter,
  type DoorName,
  type Ledger,
  type LedgerStore,
  type Outcome,
  type Principal,
  stamped,
  stampsBy,
  type Stamps,
} from '#access';
import { controllerOf, HUB_CONTROLLER, type Controller, type Subject, type Uuid } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { isOpenUuid, type Clock } from '#contracts';
import { ProblemError, systemClock } from '#http';
import { noted, type Noted } from './noted.js';
import { type Eyes } from './showing.js';

/** What is read of the ledger. */
export type ReadLedger = Pick<LedgerStore, 'page' | 'readsOf' | 'ofPerson' | 'draw'>;

/** Where it is entered. */
export interface EntryBook extends Stamps {
  /** An authority reads its own log of it, too. */
  readonly ledger: Ledger & ReadLedger;
}

/** The book of a process: in a story beside the real time the story's. */
export function entryBook(
  ledger: EntryBook['ledger'],
  time: { readonly clock: Clock } | { readonly simulation: Clock },
): EntryBook {
  return { ledger, ...stampsBy(systemClock, 'simulation' in time ? time.simulation : undefined) };
}

export interface EnteringDeps {
  readonly book: EntryBook;
  readonly log: Pick<EventLog, 'head'>;
}

/** Who asks, at which door, and after what, where it names one thing. */
export interface AskingAt {
  readonly caller: Principal;
  readonly door: DoorName;
  readonly subject?: Subject;
  /** The same where it is named otherwise. */
  readonly asked?: AskedAfter;
  /** Set where what leaves is of nobody: numbers of many, or who has read what. */
  readonly isOfNobody?: 'counted' | 'disclosed';
}

/**
 * Answers, and gives the answer when what it shows has been entered; of what is not there for whom asks, the asking
 * (decision A7). Fault: `LedgerUnavailable`, and nothing has been answered.
 */
export async function entered<Answer>(
  deps: EnteringDeps,
  asking: AskingAt,
  answer: (eyes: Eyes) => Promise<Answer>,
): Promise<Answer> {
  const shown = noted();
  try {
    const { now, hubTime = now } = deps.book;
    const given = await answer({ caller: asking.caller, noted: shown, at: hubTime() });
    await enter(deps, asking, shown, asking.isOfNobody ? [withoutPersons(asking, asking.isOfNobody)] : ofEach(shown));
    return given;
  } catch (error) {
    if (isNotThere(error)) await enter(deps, asking, shown, [denialOf(asking)]);
    throw error;
  }
}

const isNotThere = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === 'NotFound';

/** What one authority is told. */
export interface Told {
  readonly controller: Controller;
  readonly items: readonly AccessItem[];
  readonly outcome: Outcome;
  readonly asked?: AskedAfter;
}

/** An agreement is about nobody, and the hub's own. */
const ofEach = (shown: Noted): readonly Told[] =>
  shown.byController().filter(({ controller }) => controller !== HUB_CONTROLLER);

/** Under the asker's own authority: whether it is there is not told by where it stands, either. */
const denialOf = ({ caller, subject, asked }: AskingAt): Told => ({
  controller: authorityOf(caller),
  // What is asked after need not be an id that anybody could have given.
  items:
    subject && isOpenUuid(subject.id)
      ? [{ subject, person: null, classes: [], ground: null, withheld: 0, extractTo: 'self' }]
      : [],
  ...(asked && isFitAsked(asked) ? { asked } : {}),
  outcome: 'denied',
});

/** B7: one entry a question, without persons. */
const withoutPersons = ({ caller }: AskingAt, outcome: 'counted' | 'disclosed'): Told => ({
  ...{ controller: authorityOf(caller), items: [], outcome },
});

const authorityOf = (caller: Principal): Controller =>
  caller.kind === 'party' ? controllerOf(caller.party) : HUB_CONTROLLER;

async function enter(
  { book, log }: EnteringDeps,
  asking: AskingAt,
  shown: Noted,
  told: readonly Told[],
): Promise<void> {
  if (told.length === 0) return;
  await enterTold(book, asking, shown.position() ?? (await log.head()), told);
}

/**
 * Enters what each authority is told of one request, whose grounds were read up to `position`; more than an entry holds as of
 * several requests. Fault: `LedgerUnavailable`.
 */
export async function enterTold(
  book: EntryBook,
  { caller, door }: Pick<AskingAt, 'caller' | 'door'>,
  position: Position,
  told: readonly Told[],
): Promise<void> {
  const alike = {
    is: 'access' as const,
    ...{ who: askerOf(caller), door, position, ...stamped(book) },
    purpose: caller.purpose ?? lawOf(door).purpose ?? 'caseHandling',
  };
  const receiver = authorityOf(caller);
  const requests: Uuid[] = [];
  const entries = told.flatMap(({ controller, items, outcome, asked }) =>
    inPages(items).map((page, at): AccessEntry => ({
      ...alike,
      ...{ request: (requests[at] ??= randomUUID() as string as Uuid), controller, items: page, outcome },
      ...(asked ? { asked } : {}),
      ...(receiver === controller || receiver === HUB_CONTROLLER ? {} : { receiver }),
    })),
  );
  await book.ledger.write(entries);
}

/** At least one. */
function inPages(items: readonly AccessItem[]): readonly (readonly AccessItem[])[] {
  if (items.length <= ITEMS_MAX) return [items];
  return [items.slice(0, ITEMS_MAX), ...inPages(items.slice(ITEMS_MAX))];
}
