/** What a backup holds: what each file is called in it, and which of the data folder's it is. A closed list, so that no manifest leads out of its folder. */
import { type Files } from '../folder/files.js';

type Held = readonly [name: string, file: keyof Files];

/**
 * In this order they are held, within milliseconds. What waited leaves the hub's state when it stands in the log, and a number
 * of a feed is given to what stands there: so both before it, and before the feeds who has been told up to which number. A key
 * is made before its first event, a read entered before it is answered: so keys and ledger after it (ADR 89).
 */
export const DATABASES = [
  ['hub.db', 'state'],
  ['subscriptions.db', 'subscriptions'],
  ['feed-index.db', 'feedIndex'],
  ['proofs.db', 'proofs'],
  ['log.db', 'log'],
  ['keys.db', 'keys'],
  ['ledger.db', 'ledger'],
] as const satisfies readonly Held[];

/** Secrets, sealed by the master key: who has the backup alone has neither. */
export const SEALED = [
  ['signing-key.sealed', 'signingKey'],
  ['checkpoint-key.sealed', 'checkpointKey'],
] as const satisfies readonly Held[];

export type BackedUp = (typeof DATABASES | typeof SEALED)[number][0];

/** In the order in which a manifest lists them. */
export const BACKED_UP: readonly BackedUp[] = [...DATABASES, ...SEALED].map(([name]) => name);

/** Where each goes when it is put back. */
export const PLACES = Object.fromEntries([...DATABASES, ...SEALED]) as Readonly<Record<BackedUp, keyof Files>>;

/** Those without which there is no hub. */
export const ALWAYS_THERE: readonly BackedUp[] = ['log.db', 'keys.db', 'hub.db', 'checkpoint-key.sealed'];

export const isSealed = (name: BackedUp): boolean => SEALED.some(([sealed]) => sealed === name);

/** What each is sealed as, so that neither can stand for the other. */
export const sealedAs = (name: BackedUp): string => `hvb-backup/v1/${name}`;
