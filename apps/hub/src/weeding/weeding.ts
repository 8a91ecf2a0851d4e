/** Gallring: what each authority has of each person, judged by the law on keeping; listed first, erased when that is asked for. */
import { nameUuid, openStream, type OpenDeps, type OpenedAs } from '#cases';
import { type FiledKeys, type KeyStore } from '#access';
import { type Clock, type KeyOwner, type StreamName } from '#contracts';
import {
  addDays,
  controllerOf,
  erasureAnswer,
  HUB_CONTROLLER,
  retentionOf,
  stateOf,
  stockholmDay,
  weedingOf,
  type AuthorityFile,
  type Day,
  type ErasureAnswer,
  type PartyId,
  type StreamCategory,
  type Uuid,
  type Weeding,
} from '#domain';
import { type EraseStreams } from '../judge/erase.js';
import { type HubStateStores } from '../state/hub-state.port.js';
import { RECEIPT_DAYS } from '../state/receipts.port.js';
import { erasedMark, isMarked, type ErasedMark } from './erased-mark.js';
import { type Erasure, type ErasureList } from './erasures.js';

/** How long backups are kept, in days, unless told otherwise (decision B10). */
export const BACKUP_DAYS = 35;
/** People of a page at most: each is read from all of their streams. */
export const PEOPLE_PER_PAGE_MAX = 500;
/** Erasures that are ended at a start where they were broken off before their streams were told. */
const ENDED_AT_START_MAX = 10;

export interface WeedingDeps extends OpenDeps {
  readonly keys: Pick<KeyStore, 'filed' | 'filedOf' | 'of'>;
  readonly clock: Clock;
  readonly erase: EraseStreams;
  /** What waits, what was refused, and receipts. */
  readonly state: Pick<HubStateStores, 'erase'>;
  readonly erasures: ErasureList;
  /** How long backups are kept. */
  readonly backupDays: number;
}

/** All that one authority has of one person, and what is to be done with it. */
export interface JudgedFile {
  readonly controller: PartyId;
  readonly person: Uuid;
  readonly streams: readonly StreamName[];
  readonly weeding: Weeding;
}

export interface WeedingPage {
  /** The day judged. */
  readonly on: Day;
  /** By person, then by controller. */
  readonly files: readonly JudgedFile[];
  /** Behind which person the next page begins; null after the last. */
  readonly next: Uuid | null;
}

export interface Weedings {
  /** Erases nothing. Of at most `PEOPLE_PER_PAGE_MAX` people. Faults: those of the log and the keys. */
  page(after: Uuid | null, limit: number): Promise<WeedingPage>;
  /** What is answered to a request for erasure (GDPR art. 17). Erases nothing. Faults: those of the log and the keys. */
  answer(controller: PartyId, person: Uuid): Promise<ErasureAnswer>;
  /** Judges it anew and erases it if it is due; null, and nothing erased, where it is not. Faults: those of the log and the keys. */
  weed(controller: PartyId, person: Uuid): Promise<Erasure | null>;
  readonly erasures: ErasureList;
}

export function weedings(deps: WeedingDeps): Weedings {
  const { keys, clock, erase, state, erasures, backupDays } = deps;
  const judged = async (controller: PartyId, person: Uuid): Promise<JudgedFile | null> => {
    const files = await filesOf(deps, await keys.filedOf(person), stockholmDay(clock.now()));
    return files.find((file) => file.controller === controller) ?? null;
  };
  return {
    erasures,
    page: async (after, limit) => {
      const on = stockholmDay(clock.now());
      const people = await keys.filed(after, limit);
      const files: JudgedFile[] = [];
      for (const one of people) files.push(...(await filesOf(deps, one, on)));
      return { on, files, next: people.length < limit ? null : (people.at(-1)?.person ?? null) };
    },
    answer: async (controller, person) => erasureAnswer((await judged(controller, person))?.weeding ?? null),
    weed: async (controller, person) => {
      const file = await judged(controller, person);
      if (file?.weeding.then !== 'weed') return null;
      const { then: _, doneBy: _late, ...by } = file.weeding;
      const erasedAt = clock.now();
      const recoverableUntil = addDays(stockholmDay(erasedAt), backupDays);
      const erasure: Erasure = { erasedAt, controller, person, streams: file.streams, ...by, recoverableUntil };
      // First the evidence: what is broken off from here on is ended by it.
      erasures.add(erasure);
      // By what the keys open, and so before these are destroyed.
      await state.erase(isMarked([await erasedMark(deps, erasure)]));
      await erase(controller, file.streams);
      return erasure;
    },
  };
}

/** What each authority has of a person. */
async function filesOf(deps: OpenDeps, { person, keys }: FiledKeys, on: Day): Promise<readonly JudgedFile[]> {
  const owners = [...new Set(keys.map(({ owner }) => owner))].sort();
  const streams = [...new Set(keys.map(({ stream }) => stream))];
  const parts = await Promise.all(streams.map((stream) => partsOf(deps, stream, on)));
  return owners.filter(isAuthority).map((controller) => {
    const own = streams.filter((stream) => keys.some((key) => key.stream === stream && key.owner === controller));
    const file: AuthorityFile = {
      keeper: controller,
      inCases: parts.flatMap(({ documents }) => documents.filter(({ keeper }) => keeper === controller)),
      elsewhere: parts.flatMap(({ said }) => said.flatMap(({ by, on: day }) => (by === controller ? [day] : []))),
      isErasedInPart: parts.some(({ stream, isErased }) => isErased && own.includes(stream)),
    };
    return { controller, person, streams: own, weeding: weedingOf(file, on) };
  });
}

/** The hub's own word is never erased; what was sealed before keys were the authorities' is nobody's to erase by itself. */
const isAuthority = (owner: KeyOwner): owner is PartyId & KeyOwner => owner !== HUB_CONTROLLER && owner !== '';

interface Parts {
  readonly stream: StreamName;
  readonly documents: ReturnType<typeof retentionOf>['documents'];
  /** Of a stream that is no case. */
  readonly said: readonly { readonly by: PartyId; readonly on: Day }[];
  readonly isErased: boolean;
}

async function partsOf(deps: OpenDeps, stream: StreamName, on: Day): Promise<Parts> {
  const opened = await openStream(deps, stream, { want: 'assess' });
  const isErased = opened.erased.length > 0;
  const documents = DOCUMENTS[opened.category]?.(opened as never, on);
  if (documents !== undefined) return { stream, documents, said: [], isErased };
  const said = opened.facts.map(({ meta }) => ({ by: controllerOf(meta.party), on: meta.saidOn }));
  return { stream, documents: [], said, isErased };
}

const name = nameUuid();

/** Of which kinds of stream the law tells each document's class. */
const DOCUMENTS: { readonly [C in StreamCategory]?: (opened: OpenedAs<C>, on: Day) => Parts['documents'] } = {
  case: (opened, on) => retentionOf(stateOf<'case'>(opened), on, name).documents,
};

export interface EraseAgainDeps extends OpenDeps, Pick<WeedingDeps, 'clock' | 'state'> {
  readonly again: EraseStreams;
  /** Also tells streams of it whose keys were gone already. */
  readonly ended: EraseStreams;
}

/** What of the hub's own state has come back is no older than what is kept there; else it is swept. */
async function eraseEntriesAgain(
  all: readonly Erasure[],
  { clock, state, ...deps }: Omit<EraseAgainDeps, 'again' | 'ended'>,
): Promise<void> {
  const first = addDays(stockholmDay(clock.now()), -RECEIPT_DAYS);
  const marks: ErasedMark[] = [];
  for (const erasure of all) if (stockholmDay(erasure.erasedAt) >= first) marks.push(await erasedMark(deps, erasure));
  if (marks.length > 0) await state.erase(isMarked(marks));
}

/**
 * Erases again what an older backup has brought back, and ends the last erasures where they were broken off: to be called at
 * a start, before anybody is answered. Gives how many streams had come back. Faults: those of the log and the keys.
 */
export async function eraseAgain(erasures: ErasureList, { again, ended, ...deps }: EraseAgainDeps): Promise<number> {
  const all = erasures.all();
  await eraseEntriesAgain(all, deps);
  let back = 0;
  for (const [at, { controller, streams }] of all.entries()) {
    const erase = at >= all.length - ENDED_AT_START_MAX ? ended : again;
    back += (await erase(controller, streams)).length;
  }
  return back;
}
