/**
 * Stored version 1, read and never written again: all of a stream under one key, and sealed only what is personal, each
 * value by pointer beside an open part that has a cover in its place.
 */
import { type Derived, type Subject } from '#domain/facts';
import { type Sealables, uncover } from './cover.js';
import { WHOLE_STREAM, type StreamKey, type StreamKeys } from './keys.port.js';
import { type FactType } from './message-types.js';
import { ContractBroken } from './problems.js';
import { asBuffer, keyOf } from './stored-body.js';
import { type StoredDerived, type StoredEvent, type StoredFact, type Want } from './stored-form.js';
import { factRead, sayingRead, type ReadFact, type ReadHead, type ReadSaying } from './stored-read.js';

interface Body<Open> {
  readonly v: unknown;
  readonly open: Open;
  readonly sealed?: { readonly a?: string; readonly s?: string };
}

type OpenFact = ReadHead & ReadFact;

/** An event of version 1, and what it is about, which its body does not tell. */
interface V1Event {
  readonly subject: Subject;
  readonly event: StoredEvent;
  readonly keys: StreamKeys;
}

/** A fact of version 1. After erasure its covers stay: `''` and `'erased'`. */
export function factOfV1(type: FactType, { subject, event, keys }: V1Event, want: Want): StoredFact {
  const { open, sealed } = bodyOf<OpenFact>(event);
  const key = keyOf(keys, WHOLE_STREAM, event.stream);
  const opened = (part: string, text: string | undefined): void => {
    if (text !== undefined && key !== 'erased') uncover(open, openPart(text, `${event.eventId}/${part}`, key));
  };
  opened('a', sealed?.a);
  if (want === 'show') opened('s', sealed?.s);
  return factRead(type, { event, subject }, open, open);
}

/** A saying of version 1. Its dates are `erased` and its texts empty where an erased key has sealed them. */
export function sayingOfV1(type: Derived['type'], { subject, event, keys }: V1Event): StoredDerived {
  const { open, sealed } = bodyOf<ReadSaying>(event);
  const key = keyOf(keys, WHOLE_STREAM, event.stream);
  if (sealed?.a !== undefined && key !== 'erased')
    uncover(open, openPart(sealed.a, `${type}/${JSON.stringify(open)}/a`, key));
  return sayingRead(type, { event, subject }, open);
}

/** Throws `ContractBroken` for a version that this program does not know. */
function bodyOf<Open extends object>({ body }: StoredEvent): Body<Open> {
  const read = JSON.parse(asBuffer(body).toString('utf8')) as Body<Open>;
  if (read.v === 1) return read;
  throw new ContractBroken(`stored version ${String(read.v)} is not known`);
}

function openPart(sealed: string, context: string, key: StreamKey): Sealables {
  return JSON.parse(asBuffer(key.open(Buffer.from(sealed, 'base64'), context)).toString('utf8')) as Sealables;
}
