/** What of a stored body lies in the open: read without any key, by whoever checks the log and is not shown the rest. */
import { type Controller } from '#domain/facts';
import { ContractBroken } from './problems.js';
import { inItsForm, isWrittenVersion, readBody, type Is } from './stored-body.js';

/** The open part of a body of version 2. Of a fact stand all but `causedBy`; of a saying and an erasure `subject` and `key`. */
export interface InTheOpen {
  readonly is: Is;
  /** `placement/<uuid>` */
  readonly subject: string;
  /** Whose key seals the rest. */
  readonly key: Controller;
  /** The message's id, source, instant and content hash (HMAC, base64). */
  readonly id?: string;
  readonly source?: string;
  readonly time?: string;
  readonly hash?: string;
  readonly corrects?: string;
  /** The event tells that the keys of `key` on this stream were destroyed. */
  readonly erased?: true;
}

/** Null of a body of version 1, which has another form. Throws `ContractBroken` where it is no body of ours. */
export function inTheOpen(type: string, body: Uint8Array): InTheOpen | null {
  if (!isWrittenVersion(body)) return null;
  return inItsForm(type, () => {
    const { is, open } = readBody(body);
    const said = JSON.parse(open) as Partial<InTheOpen> | null;
    if (typeof said?.subject !== 'string' || typeof said.key !== 'string')
      throw new ContractBroken(`the body of ${type} does not say what it is about, or whose it is`);
    return { ...(said as Omit<InTheOpen, 'is'>), is };
  });
}
