/**
 * The connection to EventStoreDB: the client finds the nodes, the leader, TLS and credentials from the connection string;
 * the two calls that the log makes over it are made here, with a deadline each.
 */
import grpcPb from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { type StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import {
  type AppendReq,
  type AppendResp,
  type ReadReq,
  type ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type CallOptions, type Metadata } from '@grpc/grpc-js';
import { LogUnavailable } from './event-log.port.js';

export interface ConnectionOptions {
  readonly connectionString: string;
  /** Milliseconds that one call may take. */
  readonly callTimeoutMs: number;
}

/** What a reader of a call does with each message: `enough` ends the call. */
export type Take = (message: ReadResp) => 'more' | 'enough';

export interface Connection {
  readonly client: EventStoreDBClient;
  /** Sends all messages, then gives the answer. Rejects as gRPC does; what then became of the append is not known. */
  append(messages: readonly AppendReq[]): Promise<AppendResp>;
  /** Reads until the server has no more or `take` has enough. */
  read(request: ReadReq, take: Take): Promise<void>;
  /** The node that calls go to, until another takes its place: two calls with the same in between went to the same. */
  node(): Promise<unknown>;
  close(): Promise<void>;
}

type CallArguments = [Metadata, CallOptions];

/**
 * What the client has for its own commands and declares `protected`. Its public commands are passed by on purpose:
 * `readAll` sends no filter; `appendToStream` shares one table of promises between all clients of a process, so that one
 * connection's failure fails another's appends and a late answer crashes the process; and an append begun while the
 * channel is being replaced never settles. See docs/adr/0014.
 */
interface Underneath {
  execute<T>(service: unknown, name: string, action: (calls: StreamsClient) => Promise<T>): Promise<T>;
  callArguments(options: { readonly requiresLeader: boolean; readonly deadline: number }): CallArguments;
  getChannel(): Promise<{ close(): void }>;
  /** Called after a failed call, and not awaited. */
  handleError: (calls: unknown, error: Error) => Promise<void>;
}

export function connect({ connectionString, callTimeoutMs }: ConnectionOptions): Connection {
  const client = EventStoreDBClient.connectionString(connectionString);
  const underneath = client as unknown as Underneath;
  const { handleError } = underneath;
  // It looks at the channel that is being made meanwhile: that none can be made is said to whoever needs it.
  underneath.handleError = (calls, error) => handleError(calls, error).catch(() => undefined);
  let connected = false;
  const call = async <T>(
    name: string,
    action: (calls: StreamsClient, args: CallArguments) => Promise<T>,
  ): Promise<T> => {
    const args = underneath.callArguments({ requiresLeader: true, deadline: callTimeoutMs });
    const result = await inTime(
      underneath.execute(grpcPb.StreamsClient, name, (calls) => action(calls, args)),
      callTimeoutMs,
    );
    connected = true;
    return result;
  };
  return {
    client,
    append: (messages) => call('append', (calls, args) => append(calls, args, messages)),
    read: (request, take) => call('read', (calls, args) => read({ calls, args, request, take })),
    node: () => inTime(underneath.getChannel(), callTimeoutMs),
    close: async () => {
      await client.dispose();
      // Where there is none, it goes and looks for a leader.
      if (connected) await inTime(underneath.getChannel(), 0).then(closeChannel, () => undefined);
    },
  };
}

function closeChannel(channel: { close(): void }): void {
  channel.close();
}

function append(calls: StreamsClient, args: CallArguments, messages: readonly AppendReq[]): Promise<AppendResp> {
  return new Promise((resolve, reject) => {
    const call = calls.append(...args, (error: Error | null, answer?: AppendResp) => {
      if (error) reject(error);
      else if (answer) resolve(answer);
      else reject(new LogUnavailable('EventStoreDB gave no answer'));
    });
    call.on('error', reject);
    // An append is bounded in bytes, and they are in memory already: nothing is won by waiting for the socket to drain.
    for (const message of messages) call.write(message);
    call.end();
  });
}

interface Reading {
  readonly calls: StreamsClient;
  readonly args: CallArguments;
  readonly request: ReadReq;
  readonly take: Take;
}

function read({ calls, args, request, take }: Reading): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = calls.read(request, ...args);
    let enough = false;
    call.on('data', (message: ReadResp) => {
      if (enough) return;
      try {
        enough = take(message) === 'enough';
      } catch (error) {
        enough = true;
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      if (enough) {
        resolve();
        call.cancel();
      }
    });
    // Cancelled by ourselves is settled by then.
    call.on('error', reject);
    call.on('end', resolve);
  });
}

/** The call's own deadline does not cover the search for a leader before it. */
async function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new LogUnavailable(`EventStoreDB did not answer within ${timeoutMs} ms`));
    }, timeoutMs + GRACE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** So that the deadline itself, which says more, comes first. */
const GRACE_MS = 250;
