/** Where a subject's facts are stored: one placement, one stream. */
import {
  type StreamCategory,
  type StreamName,
  type Subject,
  type SubjectKind,
  type Uuid,
  streamNamed,
} from '#domain/facts';

export { type StreamName } from '#domain/facts';

const CATEGORY: Readonly<Record<SubjectKind, StreamCategory>> = {
  placement: 'case',
  costAllocation: 'case',
  agreement: 'agreement',
};

/** The stream of a subject: `costAllocation/<uuid>` and `placement/<uuid>` are one case. */
export function streamOf({ kind, id }: Subject): StreamName {
  return streamNamed(CATEGORY[kind], id);
}

/** The kind of subject that a type is of: `placement` of `placement.started`. */
export function subjectKindOf(type: `${SubjectKind}.${string}`): SubjectKind {
  return type.slice(0, type.indexOf('.')) as SubjectKind;
}

/** The category of a stream: what stands before the first dash. */
export function categoryOf(stream: StreamName): StreamCategory {
  return stream.slice(0, stream.indexOf('-')) as StreamCategory;
}

/** The uuid of a stream: the partition key everywhere. */
export function idOf(stream: StreamName): Uuid {
  return stream.slice(stream.indexOf('-') + 1) as Uuid;
}
