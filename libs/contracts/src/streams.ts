/** Streams by their names, as the domain's table has them. */
export { type StreamName, categoryOf, idOf, streamOf, subjectKindOf } from '#domain/facts';
