/** A case, assessed: what every view is made from, at any date and as of any position. */
import { LRUCache } from 'lru-cache';
import { assess, type CaseAssessment, type CaseFact, type Day, type NameUuid, type Said } from '#domain';
import { idOf, type StreamName } from '#contracts';
import { type Position } from '#event-log';
import { type AgreementBook, type DatedSurroundings } from './agreement-book.js';
import { type OpenedStream } from './opened-stream.js';
import { type StreamCache } from './stream-cache.js';

/** Assessments kept in memory: the views of one case are asked for together. */
const ASSESSMENTS_CACHED_MAX = 500;

export interface AssessedCase {
  readonly opened: OpenedStream;
  readonly surroundings: DatedSurroundings;
  readonly assessment: CaseAssessment;
}

export interface ReadOptions {
  /** The day that is asked about. */
  readonly asOf: Day;
  /** What the hub knew then; else what it knows now. */
  readonly upTo?: Position;
}

export interface CaseReader {
  /** The case of a stream. Faults: those of the log and the keys. */
  read(stream: StreamName, options: ReadOptions): Promise<AssessedCase>;
  /** The same case, as it was read, on another day. */
  onDay(read: AssessedCase, asOf: Day): AssessedCase;
}

export interface ReaderDeps {
  readonly cache: Pick<StreamCache, 'upToDate'>;
  readonly book: AgreementBook;
  readonly name: NameUuid;
}

/** A reader that remembers the latest assessments by everything that they depend on. */
export function caseReader({ cache, book, name }: ReaderDeps): CaseReader {
  const known = new LRUCache<string, CaseAssessment>({ max: ASSESSMENTS_CACHED_MAX });
  const assessed = ({ opened, surroundings }: Omit<AssessedCase, 'assessment'>, asOf: Day): AssessedCase => {
    const key = `${opened.stream} ${opened.revision} ${surroundings.version} ${asOf}`;
    let assessment = known.get(key);
    if (!assessment) {
      assessment = assessCase(opened, surroundings, { asOf, name });
      known.set(key, assessment);
    }
    return { opened, surroundings, assessment };
  };
  return {
    read: async (stream, { asOf, upTo }) => {
      const [opened, surroundings] = await Promise.all([
        cache.upToDate(stream, upTo),
        upTo === undefined ? book.refresh() : book.at(upTo),
      ]);
      return assessed({ opened, surroundings }, asOf);
    },
    onDay: assessed,
  };
}

/** What holds of an opened case on a day. */
export function assessCase(
  opened: Pick<OpenedStream, 'stream' | 'facts'>,
  { surroundings }: Pick<DatedSurroundings, 'surroundings'>,
  { asOf, name }: { readonly asOf: Day; readonly name: NameUuid },
): CaseAssessment {
  const facts = opened.facts as readonly Said<CaseFact>[];
  return assess({ placementId: idOf(opened.stream), facts }, surroundings, asOf, name);
}
