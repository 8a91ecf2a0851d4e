/** What the log needs of a client library for EventStoreDB's protocol: one file for each library that gives it. */
import type sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import type streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import {
  type AppendReq,
  type AppendResp,
  type ReadReq,
  type ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import {
  type CallOptions,
  type ClientReadableStream,
  type ClientWritableStream,
  type Metadata,
  type ServiceError,
} from '@grpc/grpc-js';

export type { AppendReq, AppendResp, ReadReq, ReadResp };

/** The published protocol's messages, as the library ships them. */
export type Messages = Pick<typeof streamsPb, 'AppendReq' | 'ReadReq'> &
  Pick<typeof sharedPb, 'Empty' | 'StreamIdentifier' | 'UUID'>;

export type CallArguments = readonly [Metadata, CallOptions];

/** The two calls that the log makes. */
export interface StreamCalls {
  append(
    metadata: Metadata,
    options: CallOptions,
    answer: (error: ServiceError | null, response: AppendResp) => void,
  ): ClientWritableStream<AppendReq>;
  read(request: ReadReq, metadata: Metadata, options: CallOptions): ClientReadableStream<ReadResp>;
}

/** A library's connection: it finds the nodes, the leader, TLS and credentials from its connection string. */
export interface StoreClient {
  /** Runs `action` on the channel that there is, or makes one. Told that it failed, the library looks for the leader anew. */
  execute<T>(name: string, action: (calls: StreamCalls) => Promise<T>): Promise<T>;
  /** For a call that goes to the leader and may take until `deadline`. */
  callArguments(deadline: Date | number): CallArguments;
  /** The channel of the next call: made where there is none. */
  channel(): Promise<{ close(): void }>;
  dispose(): Promise<void>;
}

export interface StoreClientLibrary {
  readonly messages: Messages;
  /** Sends nothing. Throws where the text is no connection string, or the certificate that it names is missing. */
  open(connectionString: string): StoreClient;
}
