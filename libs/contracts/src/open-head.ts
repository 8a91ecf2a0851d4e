/** What may be repeated of a message that could not be read, where it will lie for anyone's administrator to see. */
import { ATTRIBUTES } from './envelope.attributes.js';
import { isOpenUuid, isPublisherId } from './open-values.js';
import { MESSAGE_TYPES } from './message-types.js';
import { schemaOf } from './schemas.js';
import { type Uuid } from '#domain/facts';

/** Id and subject as they were sent, where they have the form that the envelope asks for; else null. */
export interface OpenHead {
  readonly id: string | null;
  readonly subject: string | null;
  /** The uuid of the subject: the partition key. */
  readonly subjectId: Uuid | null;
}

const KINDS: ReadonlySet<string> = new Set(MESSAGE_TYPES.map(({ kind }) => kind));

/** Repeats only what cannot hold a person number or a person's words. */
export function openHead(sent: Pick<OpenHead, 'id' | 'subject'>): OpenHead {
  const id = sent.id !== null && isPublisherId(sent.id) ? sent.id : null;
  const subjectId = sent.subject === null ? null : openUuidOf(sent.subject);
  return { id, subject: subjectId === null ? null : sent.subject, subjectId };
}

function openUuidOf(subject: string): Uuid | null {
  const slash = subject.indexOf('/');
  const uuid = subject.slice(slash + 1);
  return KINDS.has(subject.slice(0, slash)) && isOpenUuid(uuid) ? (uuid.toLowerCase() as Uuid) : null;
}

const INDEX = /^\d{1,4}$/;
let names: ReadonlySet<string> | undefined;

/** The pointer as far as it goes by fields that are published: what a sender made up is not repeated. */
export function openPointer(pointer: string): string {
  names ??= publishedNames();
  const [, ...tokens] = pointer.split('/');
  const strange = tokens.findIndex((token) => !INDEX.test(token) && !names?.has(token));
  return strange < 0 ? pointer : tokens.slice(0, strange).reduce((open, token) => `${open}/${token}`, '');
}

function publishedNames(): ReadonlySet<string> {
  const found = new Set([...Object.keys(ATTRIBUTES), 'data']);
  for (const { type } of MESSAGE_TYPES) collectNames(schemaOf(type), found);
  return found;
}

function collectNames(schema: unknown, found: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') for (const name of Object.keys(value as object)) found.add(name);
    collectNames(value, found);
  }
}
