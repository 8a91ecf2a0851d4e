/** Between what is said of parties and the bytes in the log. Nothing of it is sealed: it tells of no person (E-012). */
import { ContractBroken } from '#contracts';
import { type RegisterFact } from './register.facts.js';

const VERSION = 1;
const TYPES: Readonly<Record<RegisterFact['type'], string>> = {
  'hub.partyRegistered': 'se.hvbhub.hub.partyRegistered.v1',
  'hub.partyChanged': 'se.hvbhub.hub.partyChanged.v1',
  'hub.partyClosed': 'se.hvbhub.hub.partyClosed.v1',
  'hub.mandateGranted': 'se.hvbhub.hub.mandateGranted.v1',
  'hub.mandateEnded': 'se.hvbhub.hub.mandateEnded.v1',
};
const FACTS = new Map(Object.entries(TYPES).map(([fact, type]) => [type, fact as RegisterFact['type']]));

/** An event's type and body. */
export interface WrittenRegisterFact {
  readonly type: string;
  readonly body: Uint8Array;
}

/** The fact as it is stored. */
export function writeRegisterFact({ type, data }: RegisterFact): WrittenRegisterFact {
  return { type: TYPES[type], body: Buffer.from(JSON.stringify({ v: VERSION, data })) };
}

/** The fact that was stored. Throws `ContractBroken` for a type or a form that was never written. */
export function readRegisterFact({ type, body }: WrittenRegisterFact): RegisterFact {
  const fact = FACTS.get(type);
  if (fact === undefined) throw new ContractBroken(`nothing was ever said of a party as ${type}`);
  return { type: fact, data: dataIn(body, type) } as RegisterFact;
}

function dataIn(body: Uint8Array, type: string): object {
  let read: { readonly v?: unknown; readonly data?: unknown } | null;
  try {
    read = JSON.parse(Buffer.from(body).toString('utf8')) as typeof read;
  } catch (error) {
    throw new ContractBroken(`the body of ${type} is no JSON`, { cause: error });
  }
  if (read?.v !== VERSION || typeof read.data !== 'object' || read.data === null)
    throw new ContractBroken(`the body of ${type} has a form that was never written`);
  return read.data;
}
