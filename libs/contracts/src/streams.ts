/** Where a subject's facts are stored: one placement, one stream. */
import { type Uuid } from '#domain/facts';

export type StreamCategory = 'case' | 'agreement';
export type StreamName = `${StreamCategory}-${string}`;

export type SubjectKind = 'placement' | 'costAllocation' | 'agreement';

const CATEGORY: Readonly<Record<SubjectKind, StreamCategory>> = {
  placement: 'case',
  costAllocation: 'case',
  agreement: 'agreement',
};

/** The stream of a subject: `costAllocation/<uuid>` and `placement/<uuid>` are one case. */
export function streamOf(kind: SubjectKind, id: Uuid): StreamName {
  return `${CATEGORY[kind]}-${id}`;
}

/** The category of a stream: what stands before the first dash. */
export function categoryOf(stream: StreamName): StreamCategory {
  return stream.slice(0, stream.indexOf('-')) as StreamCategory;
}

/** The uuid of a stream: the partition key everywhere. */
export function idOf(stream: StreamName): Uuid {
  return stream.slice(stream.indexOf('-') + 1) as Uuid;
}
