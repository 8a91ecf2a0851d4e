/**
 * A strict server for tests that speaks EventStoreDB's published gRPC protocol, with the message definitions that the
 * client package ships. It is not EventStoreDB: one process, no replication, nothing that a user would need; but what
 * the real one refuses, it refuses, with the same error details.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { appendCall } from './append-call.js';
import { batchAppendCall } from './batch-append-call.js';
import { featuresCall, gossipCall } from './cluster-calls.js';
import { writerOver } from './commit-check.js';
import { deleteCall, tombstoneCall } from './delete-call.js';
import { type Faults, faultsOver } from './faults.js';
import { type Limits, limitsOf, saysPlacesInStreams, type Version, VERSION_MIN } from './limits.js';
import { readCall } from './read-call.js';
import { type Member, type Role, type Serving } from './serving.js';
import { openStorage, type Storage } from './storage.js';

export interface ProtocolServerOptions {
  /** 0 for any free port. With several nodes: of the first; the others take any. */
  readonly port?: number;
  /** Nodes that share one storage; the first leads. One by default. */
  readonly nodes?: number;
  /** Which version it answers as, and whose limits hold where they are not set; the first that the log takes, by default. */
  readonly version?: Version;
  readonly maxAppendSizeBytes?: number;
  readonly maxEventSizeBytes?: number;
  /** Milliseconds after which an append is given up that is not shown: 2 000, as by the real server's default. */
  readonly timeoutMs?: number;
  /** Where what is written outlives the process. In memory by default. */
  readonly file?: string;
  /** The only user that there is. Needs `tls`: the client sends no credentials without. */
  readonly user?: { readonly name: string; readonly password: string };
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer };
}

export interface ProtocolServer {
  /** For the client: all nodes, with what it needs of TLS and credentials but the CA file. */
  readonly connectionString: string;
  readonly ports: readonly number[];
  readonly faults: Faults;
  readonly storage: Storage;
  /** Makes another node the leader; `undefined`: none is, for now. The nodes go on, as do their connections. */
  elect(node: number | undefined): void;
  /** Makes another node the leader, of a quorum that does not have what is not shown. */
  electWithoutUnshown(node: number): void;
  /** Breaks the node's connections and takes no new ones, until it is started again. */
  stopNode(node: number): Promise<void>;
  startNode(node: number): Promise<void>;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const TIMEOUT_MS = 2_000;
/** The largest record that the real server's file takes. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

interface Node {
  readonly instanceId: string;
  port: number;
  listener: NetServer | undefined;
  readonly sockets: Set<Socket>;
  readonly grpc: Server;
  readonly inject: (socket: Socket) => void;
}

export async function startProtocolServer(options: ProtocolServerOptions = {}): Promise<ProtocolServer> {
  const storage = openStorage(options.file);
  const writer = writerOver(storage);
  const nodes: Node[] = [];
  let leading: number | undefined = 0;
  const faults = faultsOver(() => {
    for (const node of nodes) dropSockets(node);
  });
  const roleOf = (index: number): Role => {
    const leader = leading === undefined ? undefined : nodes[leading];
    if (!leader) return { kind: 'electing' };
    return index === leading ? { kind: 'leader' } : { kind: 'follower', leader: { host: HOST, port: leader.port } };
  };
  const members = (): Member[] =>
    nodes.map(({ instanceId, port, listener }, index) => ({
      instanceId,
      host: HOST,
      port,
      state: roleOf(index).kind,
      alive: listener !== undefined,
    }));
  const { version = VERSION_MIN, timeoutMs = TIMEOUT_MS } = options;
  const limits = limitsOf(version, limitsIn(options));
  const shared = {
    ...{ storage, writer, fate: faults, limits, timeoutMs, user: options.user, members },
    saysPlacesInStreams: saysPlacesInStreams(version),
  };
  for (let index = 0; index < (options.nodes ?? 1); index += 1) {
    const node = nodeOver({ ...shared, role: () => roleOf(index) }, version, options.tls);
    nodes.push(node);
    await listen(node, index === 0 ? (options.port ?? 0) : 0);
  }
  return {
    connectionString: connectionStringOf(nodes, options),
    ports: nodes.map(({ port }) => port),
    faults,
    storage,
    elect: (node) => {
      leading = node;
    },
    electWithoutUnshown: (node) => {
      leading = node;
      storage.loseUnshown();
    },
    stopNode: (node) => stopListening(nodes[node]!),
    startNode: (node) => listen(nodes[node]!, nodes[node]!.port),
    stop: async () => {
      await Promise.all(nodes.map(stopListening));
      for (const { grpc } of nodes) grpc.forceShutdown();
    },
  };
}

function limitsIn({ maxAppendSizeBytes, maxEventSizeBytes }: ProtocolServerOptions): Partial<Limits> {
  return {
    ...(maxAppendSizeBytes === undefined ? {} : { maxAppendSizeBytes }),
    ...(maxEventSizeBytes === undefined ? {} : { maxEventSizeBytes }),
  };
}

function nodeOver(serving: Serving, version: Version, tls: ProtocolServerOptions['tls']): Node {
  const grpc = new Server({ 'grpc.max_receive_message_length': MESSAGE_BYTES_MAX });
  grpc.addService(streamsGrpc.StreamsService, {
    append: appendCall(serving),
    batchAppend: batchAppendCall(serving),
    read: readCall(serving),
    delete: deleteCall(serving),
    tombstone: tombstoneCall(serving),
  });
  grpc.addService(featuresGrpc.ServerFeaturesService, { getSupportedMethods: featuresCall(version) });
  grpc.addService(gossipGrpc.GossipService, { read: gossipCall(serving) });
  const credentials = tls
    ? ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }])
    : ServerCredentials.createInsecure();
  const injector = grpc.createConnectionInjector(credentials);
  return {
    instanceId: randomUUID(),
    port: 0,
    listener: undefined,
    sockets: new Set(),
    grpc,
    inject: (socket) => {
      injector.injectConnection(socket);
    },
  };
}

async function listen(node: Node, port: number): Promise<void> {
  const listener = createServer((socket) => {
    node.sockets.add(socket);
    socket.on('close', () => node.sockets.delete(socket));
    socket.on('error', () => undefined);
    node.inject(socket);
  });
  listener.listen(port, HOST);
  await once(listener, 'listening');
  node.listener = listener;
  node.port = (listener.address() as AddressInfo).port;
}

async function stopListening(node: Node): Promise<void> {
  const { listener } = node;
  node.listener = undefined;
  if (!listener) return;
  const closed = once(listener, 'close');
  listener.close();
  dropSockets(node);
  await closed;
}

function dropSockets({ sockets }: Node): void {
  for (const socket of sockets) socket.destroy();
}

function connectionStringOf(nodes: readonly Node[], { user, tls }: ProtocolServerOptions): string {
  const credentials = user ? `${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@` : '';
  const hosts = nodes.map(({ port }) => `${HOST}:${port}`).join(',');
  return `esdb://${credentials}${hosts}?tls=${tls !== undefined}`;
}
