/** The follower's target that keeps the list rows: the cases a batch touches are read anew and their rows replaced. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openStream, type AgreementBook, type OpenDeps, type OpenedStream } from '#cases';
import { categoryOf, idOf, type StreamName } from '#contracts';
import {
  streamNamed,
  type Case,
  type CaseFact,
  type NameUuid,
  type PartyId,
  type Said,
  type Surroundings,
} from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { EVENTS_PER_BATCH_MAX, type FollowTarget } from '#follow';
import { rowsOf } from './case-rows.js';
import { ROWS_FOLLOWER, type FoldedCase, type RowStore } from './row-store.port.js';

/** Cases read at once, which servers answer together, and assessed in one go: then others on this thread get their turn. */
const CASES_PER_TURN_MAX = 20;
/** Cases held in memory and written at once: as many as a batch can have events, so that only a moved agreement needs more. */
export const CASES_PER_COMMIT_MAX = EVENTS_PER_BATCH_MAX;

export interface FoldDeps extends OpenDeps {
  readonly book: AgreementBook;
  readonly name: NameUuid;
}

/** The rows of one opened case. */
export function foldCase(opened: OpenedStream, surroundings: Surroundings, name: NameUuid): FoldedCase {
  const { stream, key } = opened;
  const theCase: Case = { placementId: idOf(stream), facts: opened.facts as readonly Said<CaseFact>[] };
  return { stream, rows: rowsOf(theCase, surroundings, name), key: key === undefined || key === 'erased' ? null : key };
}

type Writing = Pick<RowStore, 'checkpoint' | 'casesPlacedBy' | 'writeAhead' | 'commit'>;

/**
 * Keeps the rows of `store`. A case's rows are those of its stream and surroundings up to the checkpoint, nothing else.
 * Where an agreement that moved bears on more cases than one transaction should hold, the first of them are written
 * ahead: the checkpoint moves with the last, and after a crash in between the batch is folded again to the same rows.
 * Throws `CheckpointMoved` where another has moved the checkpoint since it was asked for.
 */
export function rowsTarget(
  deps: FoldDeps,
  store: Writing,
  casesPerCommit: number = CASES_PER_COMMIT_MAX,
): FollowTarget {
  let at: Position | null | undefined;
  const checkpoint = async (): Promise<Position | null> => (at = await store.checkpoint());
  return {
    name: ROWS_FOLLOWER,
    checkpoint,
    apply: async (events, next) => {
      const before = at === undefined ? await checkpoint() : at;
      const { surroundings } = await deps.book.at(next);
      const touched = await touchedCases(deps.book, store, events);
      const casesAtOnce = Math.min(CASES_PER_TURN_MAX, casesPerCommit);
      let folded: FoldedCase[] = [];
      for await (const some of foldStreams(deps, touched, { upTo: next, surroundings, casesAtOnce })) {
        if (folded.length + some.length > casesPerCommit) {
          await store.writeAhead(before, folded);
          folded = [];
        }
        folded.push(...some);
      }
      await store.commit({ before, next }, folded);
      at = next;
    },
  };
}

export interface FoldAt {
  readonly upTo: Position;
  readonly surroundings: Surroundings;
  readonly casesAtOnce?: number;
}

/** The rows of cases up to a position, some at a time. */
export async function* foldStreams(
  deps: OpenDeps & Pick<FoldDeps, 'name'>,
  streams: ReadonlySet<StreamName>,
  { upTo, surroundings, casesAtOnce = CASES_PER_TURN_MAX }: FoldAt,
): AsyncGenerator<readonly FoldedCase[]> {
  const all = [...streams];
  for (let from = 0; from < all.length; from += casesAtOnce) {
    if (from > 0) await nextTurn();
    const some = all.slice(from, from + casesAtOnce);
    yield await Promise.all(
      some.map(async (stream) =>
        foldCase(await openStream(deps, stream, { upTo, want: 'assess' }), surroundings, deps.name),
      ),
    );
  }
}

/** The cases of the batch, and those that an agreement which moved may judge, or did before it was corrected or annulled. */
async function touchedCases(
  book: Pick<AgreementBook, 'partiesEverOf'>,
  store: Writing,
  events: readonly RecordedEvent[],
): Promise<ReadonlySet<StreamName>> {
  const touched = new Set<StreamName>();
  const parties = new Set<PartyId>();
  for (const { stream } of events) {
    if (categoryOf(stream) === 'case') touched.add(stream);
    else for (const party of book.partiesEverOf(stream)) parties.add(party);
  }
  if (parties.size === 0) return touched;
  for (const caseId of await store.casesPlacedBy([...parties])) touched.add(streamNamed('case', caseId));
  return touched;
}
