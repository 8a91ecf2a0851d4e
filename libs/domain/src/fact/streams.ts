/** What the table of streams says, as questions: nothing outside it asks which kind of stream or subject it has before it. */
import { type Uuid } from '../kernel/brand.js';
import {
  streamNamed,
  type StreamCategory,
  type StreamName,
  type Subject,
  type SubjectKind,
} from '../kernel/subject.js';
import { STREAMS, type StandingSubject, type StreamKind } from '../kernel/streams.data.js';

type Table = typeof STREAMS;

/** The rows of the table's subjects. */
export type SubjectRow<C extends StreamCategory = StreamCategory> = { [K in C]: Table[K]['subjects'][number] }[C];
/** A type of what the hub says: `placement.deadlineSet`. */
export type SayingType = { [R in SubjectRow as R['kind']]: `${R['kind']}.${R['says'][number]}` }[SubjectRow['kind']];
/** What may be asked of one stream of a kind. */
export type ViewOf<C extends StreamCategory> = Table[C]['views'][number];

/** A subject's row, with the kind of stream that it stands in. */
export interface Place extends StandingSubject<SubjectKind> {
  readonly category: StreamCategory;
}

/** What the table says of a kind of stream. */
export function kindOfStream(category: StreamCategory): StreamKind<SubjectKind, StreamCategory> {
  return STREAMS[category];
}

/** All kinds of stream, in the table's order. */
export const STREAM_CATEGORIES = Object.keys(STREAMS) as readonly StreamCategory[];

const ROWS: readonly Place[] = STREAM_CATEGORIES.flatMap((category) =>
  kindOfStream(category).subjects.map((subject) => ({ ...subject, category })),
);

/** All kinds of subject, in the table's order. */
export const SUBJECT_KINDS: readonly SubjectKind[] = [...new Set(ROWS.map(({ kind }) => kind))];

/** All types of what the hub says, in the table's order. */
export const SAYING_TYPES = [
  ...new Set(ROWS.flatMap(({ kind, says }) => says.map((name) => `${kind}.${name}`))),
] as readonly SayingType[];

const PLACES = Object.fromEntries(
  SUBJECT_KINDS.map((kind) => [kind, ROWS.filter((row) => row.kind === kind)]),
) as unknown as Readonly<Record<SubjectRow['kind'], readonly [Place, ...Place[]]>>;

/** The stream of a subject by its kind's rows: that of the placement which its data name, where it may stand there; else its own. */
export function streamIn(rows: readonly [Place, ...Place[]], id: Uuid, data: object): StreamName {
  const bound = rows.find(({ stream }) => stream === 'placementId');
  if (bound && 'placementId' in data) return streamNamed(bound.category, data.placementId as Uuid);
  return streamNamed(ownPlace(rows).category, id);
}

/** True for the name of a kind of subject. */
export const isSubjectKind = (text: string): text is SubjectKind => Object.hasOwn(PLACES, text);

/** True where what is told of such a subject may be shown by a consent to a SIP. */
export const mayRestOnConsent = (kind: SubjectKind): boolean => PLACES[kind].some((place) => place.restsOnConsent);

/** The kind of stream in which a subject of the kind has its own; with others it may be bound to a placement's. */
export function categoryOfKind(kind: SubjectKind): StreamCategory {
  return ownPlace(PLACES[kind]).category;
}

function ownPlace(rows: readonly [Place, ...Place[]]): Place {
  return rows.find(({ stream }) => stream === 'subject') ?? rows[0];
}

/** The stream in which a subject's facts stand: `costAllocation/<uuid>` and `placement/<uuid>` are one case. `data`: the fact's. */
export function streamOf({ kind, id }: Subject, data: object): StreamName {
  return streamIn(PLACES[kind], id, data);
}

/**
 * A subject's own stream, where it is one that may stand elsewhere too: there it has its facts, or the hub has said with
 * which placement it stands. null of a kind that stands in one kind of stream.
 */
export function registerOf({ kind, id }: Subject): StreamName | null {
  const rows = PLACES[kind];
  return rows.length < 2 ? null : streamNamed(ownPlace(rows).category, id);
}

/** The category of a stream: what stands before the first dash. */
export function categoryOf<C extends StreamCategory>(stream: StreamName<C>): C {
  return stream.slice(0, stream.indexOf('-')) as C;
}

/** The uuid of a stream: the partition key everywhere. */
export function idOf(stream: StreamName): Uuid {
  return stream.slice(stream.indexOf('-') + 1) as Uuid;
}

/** The kind of subject that a type is of: `placement` of `placement.started`. */
export function subjectKindOf(type: `${SubjectKind}.${string}`): SubjectKind {
  return type.slice(0, type.indexOf('.')) as SubjectKind;
}

/** What the names of all streams of a kind begin with. */
export const prefixOf = (category: StreamCategory): string => `${category}-`;

/** True where the facts of such a stream are read for other streams' assessment: what follows may rest on them. */
export function bearsOnOthers(stream: StreamName): boolean {
  return kindOfStream(categoryOf(stream)).bearsOn.length > 0;
}

/** The kinds of stream that bear on others. */
export const BEARING_CATEGORIES: readonly StreamCategory[] = STREAM_CATEGORIES.filter(
  (category) => kindOfStream(category).bearsOn.length > 0,
);

const OPENING: ReadonlySet<string> = new Set(
  ROWS.flatMap(({ kind, openedBy }) => (openedBy === null ? [] : [`${kind}.${openedBy}`])),
);

/** True for a type by which a subject begins: taken back, it closes it. */
export const opensSubject = (type: string): boolean => OPENING.has(type);

/** The uuid of the placement whose stream it is; null where the stream is of none. */
export function placementIdOf(stream: StreamName): Uuid | null {
  const { kind, id } = mainSubjectOf(stream);
  return kind === 'placement' ? id : null;
}

/** The subject that deadlines and findings of a stream are told of: `placement/<uuid>` of a case. */
export function mainSubjectOf(stream: StreamName): Subject {
  return { kind: kindOfStream(categoryOf(stream)).subjects[0].kind, id: idOf(stream) };
}
