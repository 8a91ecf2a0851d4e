/** What `access.yaml` holds: users of the event store and access lists, and nothing that only a client of it knows. */
import { parse } from 'yaml';

/** As the store writes them: read, write, delete, read and write metadata. */
export type Acl = Partial<Readonly<Record<'$r' | '$w' | '$d' | '$mr' | '$mw', readonly string[]>>>;

export interface StoreUser {
  readonly name: string;
  readonly fullName: string;
}

export interface StoreAccess {
  readonly users: readonly StoreUser[];
  readonly userStreams: Acl;
  readonly systemStreams: Acl;
  readonly streams: Readonly<Record<string, Acl>>;
}

export function readAccess(yaml: string): StoreAccess {
  return parse(yaml) as StoreAccess;
}

/** `HVB_EVENTSTORE_PASSWORD_HVB_HUB` for `hvb-hub`. */
export function passwordVariable(user: string): string {
  return `HVB_EVENTSTORE_PASSWORD_${user.toUpperCase().replaceAll('-', '_')}`;
}
