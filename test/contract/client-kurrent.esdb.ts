/** The same log over the library's successor: to move, this file takes the place of `client-eventstore.esdb.ts`. */
import sharedPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import grpcPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { type StoreClientLibrary } from '../../libs/event-log/src/client.esdb.js';

export const kurrentClient: StoreClientLibrary = {
  // The same enums of the same protocol, generated twice.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
  messages: { ...streamsPb, ...sharedPb },
  open: (connectionString) => {
    const client = KurrentDBClient.connectionString(connectionString.replace(/^esdb/, 'kurrentdb'));
    const handleError = client['handleError'];
    client['handleError'] = (calls, error) => handleError(calls, error).catch(() => undefined);
    return {
      execute: (name, action) => client['execute'](grpcPb.StreamsClient, name, action),
      callArguments: (deadline) => client['callArguments']({ requiresLeader: true }, { deadline }),
      channel: () => client['getChannel'](),
      dispose: () => client.dispose(),
    };
  },
};
