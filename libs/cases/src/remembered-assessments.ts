/** Assessments, remembered by everything that they depend on. */
import { LRUCache } from 'lru-cache';
import {
  assessmentOf,
  type Assessment,
  type AssessmentsBy,
  type Day,
  type NameUuid,
  type StreamCategory,
  type StreamRead,
} from '#domain';
import { type DatedSurroundings } from './bearing.js';

/** Assessments kept in memory: the views of one stream are asked for together, and what is told of it follows each other. */
const ASSESSMENTS_CACHED_MAX = 500;

/** What was said of a stream up to a revision. */
export interface ReadUpTo<C extends StreamCategory> extends StreamRead<C> {
  readonly revision: number;
}

/** What holds of a stream by what was said up to a revision, in its surroundings, on a day. */
export type AssessRemembering = <C extends StreamCategory>(
  read: ReadUpTo<C>,
  surroundings: DatedSurroundings,
  asOf: Day,
) => AssessmentsBy[C];

export function rememberedAssessments(name: NameUuid): AssessRemembering {
  const known = new LRUCache<string, Assessment>({ max: ASSESSMENTS_CACHED_MAX });
  return <C extends StreamCategory>(
    read: ReadUpTo<C>,
    { surroundings, key: surroundedBy }: DatedSurroundings,
    asOf: Day,
  ) => {
    const key = `${read.stream} ${read.revision} ${asOf} ${surroundedBy}`;
    // What is known by a stream's name is of that stream.
    const before = known.get(key) as AssessmentsBy[C] | undefined;
    if (before !== undefined) return before;
    const assessment = assessmentOf<C>(read, { surroundings, today: asOf, name });
    known.set(key, assessment);
    return assessment;
  };
}
