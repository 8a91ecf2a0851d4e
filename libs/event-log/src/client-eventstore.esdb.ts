/** The log's client library: the published one of EventStoreDB's name. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import grpcPb from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type StoreClientLibrary } from './client.esdb.js';

/**
 * What the library has for its own commands it declares `protected`: `client['execute']` and the like. Its public
 * commands are passed by on purpose: `appendToStream` shares one table of promises between all clients of a process, so
 * that one connection's failure fails another's appends and a late answer crashes the process; an append begun while the
 * channel is being replaced never settles; a read has no deadline. See docs/adr/0014 and 0039.
 */
export const eventStoreClient: StoreClientLibrary = {
  messages: { ...streamsPb, ...sharedPb },
  open: (connectionString) => {
    const client = EventStoreDBClient.connectionString(connectionString);
    const handleError = client['handleError'];
    // It looks at the channel that is being made meanwhile: that none can be made is said to whoever needs it.
    client['handleError'] = (calls, error) => handleError(calls, error).catch(() => undefined);
    return {
      execute: (name, action) => client['execute'](grpcPb.StreamsClient, name, action),
      callArguments: (deadline) => client['callArguments']({ requiresLeader: true }, { deadline }),
      channel: () => client['getChannel'](),
      dispose: () => client.dispose(),
    };
  },
};
