/** The follower's target that keeps the list rows: the cases a batch touches are read anew and their rows replaced. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openStream, type AgreementBook, type OpenDeps, type OpenedStream } from '#cases';
import { categoryOf, idOf, streamOf, type StreamName } from '#contracts';
import { type Case, type CaseFact, type NameUuid, type Said, type Surroundings } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { type FollowTarget, type ResultFile } from '#follow';
import { rowsOf, type CaseRows } from './case-rows.js';
import { casesOfKommuner, rowWriter, type RowKey } from './row-store.sqlite.js';

/** The checkpoint's name in the rows' file. */
export const ROWS_FOLLOWER = 'rows';
/** Cases assessed in one go: then others on this thread get their turn. */
const CASES_PER_TURN_MAX = 20;

export interface FoldDeps extends OpenDeps {
  readonly book: AgreementBook;
  readonly name: NameUuid;
}

/** A case's rows, ready to be written. */
export interface FoldedCase {
  readonly stream: StreamName;
  readonly rows: CaseRows;
  readonly key: RowKey;
}

/** The rows of one opened case. */
export function foldCase(opened: OpenedStream, surroundings: Surroundings, name: NameUuid): FoldedCase {
  const { stream, key } = opened;
  const theCase: Case = { placementId: idOf(stream), facts: opened.facts as readonly Said<CaseFact>[] };
  return { stream, rows: rowsOf(theCase, surroundings, name), key: key === undefined || key === 'erased' ? null : key };
}

/** Keeps the rows of `file`. A case's rows are those of its stream and surroundings up to the checkpoint, nothing else. */
export function rowsTarget(deps: FoldDeps, file: ResultFile): FollowTarget {
  const replace = rowWriter(file.db);
  return {
    name: ROWS_FOLLOWER,
    checkpoint: () => file.checkpoint(ROWS_FOLLOWER),
    apply: async (events, next) => {
      const folded = await foldBatch(deps, file, events, next);
      file.commit(ROWS_FOLLOWER, next, () => {
        for (const { stream, rows, key } of folded) replace(idOf(stream), rows, key);
      });
    },
  };
}

async function foldBatch(
  deps: FoldDeps,
  file: ResultFile,
  events: readonly RecordedEvent[],
  next: Position,
): Promise<readonly FoldedCase[]> {
  const { surroundings } = await deps.book.at(next);
  const folded: FoldedCase[] = [];
  for (const stream of touchedCases(file, events, surroundings)) {
    if (folded.length % CASES_PER_TURN_MAX === CASES_PER_TURN_MAX - 1) await nextTurn();
    folded.push(foldCase(await openStream(deps, stream, { upTo: next, want: 'assess' }), surroundings, deps.name));
  }
  return folded;
}

/** The cases of the batch, and those that an agreement which moved may judge. */
function touchedCases(
  file: ResultFile,
  events: readonly RecordedEvent[],
  { agreements }: Surroundings,
): ReadonlySet<StreamName> {
  const touched = new Set<StreamName>();
  const moved = new Set<string>();
  for (const { stream } of events) {
    if (categoryOf(stream) === 'case') touched.add(stream);
    else moved.add(idOf(stream));
  }
  if (moved.size > 0) {
    const parties = agreements
      .filter(({ agreementId }) => moved.has(agreementId))
      .flatMap(({ registered }) => registered.parties);
    for (const caseId of casesOfKommuner(file.db, [...new Set(parties)])) touched.add(streamOf('placement', caseId));
  }
  return touched;
}
