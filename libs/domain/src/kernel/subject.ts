/** What a fact is about, and in which kind of stream it stands. */
import { type PartyId, type Uuid } from './brand.js';
import { hasPartyIdForm } from './party.js';
import { type STREAMS } from './streams.data.js';

/** What may be spoken of: what the types of its facts and its `subject` on the wire begin with. */
export type SubjectKind = (typeof STREAMS)[StreamCategory]['subjects'][number]['kind'];

/** What the names of streams begin with. */
export type StreamCategory = keyof typeof STREAMS;

export type StreamName<C extends StreamCategory = StreamCategory> = `${C}-${string}`;

/** `case-<uuid>` */
export function streamNamed<C extends StreamCategory>(category: C, id: Uuid): StreamName<C> {
  return `${category}-${id}`;
}

/** A consent, by its id: what rests on it is found under its name. */
export type ConsentName = `consent-${string}`;

const CONSENT_PREFIX = 'consent-';

/** `consent-<uuid>` */
export const consentNamed = (consentId: Uuid): ConsentName => `${CONSENT_PREFIX}${consentId}`;

/** What is shown with a stream and that its law reads nothing of: it is found there, and when it moves nothing is judged anew. */
export type TiedName = `tied-${string}`;

const TIED_PREFIX = 'tied-';

/** `tied-case-<uuid>` */
export const tiedTo = (stream: StreamName): TiedName => `${TIED_PREFIX}${stream}`;

/**
 * By what a stream is found that bears on another: the legal person whose streams it bears on, the stream itself, a consent,
 * or what it is only shown with.
 */
export type BearingName = PartyId | StreamName | ConsentName | TiedName;

/** True where the name is a legal person's. */
export const isPartyName = (name: BearingName): name is PartyId => hasPartyIdForm(name);

/** True where the name is a stream's. */
export const isStreamName = (name: BearingName): name is StreamName =>
  !isPartyName(name) && ![CONSENT_PREFIX, TIED_PREFIX].some((prefix) => name.startsWith(prefix));

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
