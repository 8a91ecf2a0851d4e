/** What every handler of a node needs, and what is asked of every call before it is handled. */
import { type Metadata } from '@grpc/grpc-js';
import { type Writer } from './commit-check.js';
import { type Fate } from './faults.js';
import { type Limits } from './limits.js';
import { rpcErrors, type RpcError } from './rpc-errors.js';
import { type Storage } from './storage.js';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** A node's part: a follower knows its leader, unless one is being elected. */
export type Role =
  | { readonly kind: 'leader' }
  | { readonly kind: 'follower'; readonly leader: Endpoint }
  | { readonly kind: 'electing' };

export interface Member extends Endpoint {
  readonly instanceId: string;
  readonly state: Role['kind'];
  readonly alive: boolean;
}

export interface Serving {
  readonly storage: Storage;
  readonly writer: Writer;
  readonly fate: Fate;
  readonly limits: Limits;
  /** Whether an event that is read from a stream comes with its position. */
  readonly saysPlacesInStreams: boolean;
  /** Milliseconds after which an append is given up that is not shown. */
  readonly timeoutMs: number;
  /** The only user that there is; undefined where the server is insecure. */
  readonly user: { readonly name: string; readonly password: string } | undefined;
  role(): Role;
  members(): readonly Member[];
}

/** A subscription is served by whoever is asked, though it asks for the leader. */
export type Asking = 'call' | 'subscription';

/** Why a call is not handled; undefined where it is. `writes` go on to the leader where it is known. */
export function refusalOf(serving: Serving, metadata: Metadata, asking: Asking = 'call'): RpcError | undefined {
  const required = asking === 'call' && requiresLeader(metadata);
  return unauthorized(serving, metadata) ?? notLeader(serving.role(), required);
}

function unauthorized({ user }: Serving, metadata: Metadata): RpcError | undefined {
  if (!user) return undefined;
  const [given] = metadata.get('authorization');
  if (given === undefined) return rpcErrors.accessDenied();
  const expected = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
  return given.toString() === expected ? undefined : rpcErrors.unauthenticated();
}

function notLeader(role: Role, required: boolean): RpcError | undefined {
  if (role.kind === 'electing') return rpcErrors.notReady();
  if (role.kind === 'leader' || !required) return undefined;
  return rpcErrors.notLeader(role.leader.host, role.leader.port);
}

function requiresLeader(metadata: Metadata): boolean {
  return metadata.get('requires-leader').some((value) => value.toString().toLowerCase() === 'true');
}
