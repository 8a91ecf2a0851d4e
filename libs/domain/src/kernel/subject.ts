/** What a fact is about, and in which kind of stream it stands. */
import { type PartyId, type Uuid } from './brand.js';
import { hasPartyIdForm } from './party.js';

/** What may be spoken of: what the types of its facts and its `subject` on the wire begin with. */
export type SubjectKind = 'placement' | 'costAllocation' | 'agreement';

/** What the names of streams begin with. */
export type StreamCategory = 'case' | 'agreement';

export type StreamName<C extends StreamCategory = StreamCategory> = `${C}-${string}`;

/** `case-<uuid>` */
export function streamNamed<C extends StreamCategory>(category: C, id: Uuid): StreamName<C> {
  return `${category}-${id}`;
}

/** By what a stream is found that bears on another: the legal person whose streams it bears on, or the stream itself. */
export type BearingName = PartyId | StreamName;

/** True where the name is a legal person's. */
export const isPartyName = (name: BearingName): name is PartyId => hasPartyIdForm(name);

/** One thing spoken of. Several of a kind may stand in one stream, so that a stream's uuid is not always its subject's. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: Uuid;
}

/** A subject as on the wire: `costAllocation/<uuid>`. */
export function subjectText({ kind, id }: Subject): string {
  return `${kind}/${id}`;
}

/** The subject that `subjectText` wrote; of any other text, what stands before and after its first slash. */
export function subjectOfText(text: string): Subject {
  const slash = text.indexOf('/');
  return { kind: text.slice(0, slash) as SubjectKind, id: text.slice(slash + 1) as Uuid };
}

/** True where both are about the same thing. */
export function isSameSubject(a: Subject, b: Subject): boolean {
  return a.id === b.id && a.kind === b.kind;
}
