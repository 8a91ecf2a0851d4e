/** `Streams/Delete` and `Streams/Tombstone`: a stream ended until it is written again, and for good. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import {
  type DeleteReq,
  type DeleteResp,
  type TombstoneReq,
  type TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { expectedIn } from './append-call.js';
import { streamNameIn } from './proposed.js';
import { rpcErrors, type RpcError } from './rpc-errors.js';
import { refusalOf, type Serving } from './serving.js';

export function deleteCall(serving: Serving) {
  return (call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>): void => {
    const place = end(serving, call, false);
    if (typeof place === 'object') {
      answer(place);
      return;
    }
    const position = new streamsPb.DeleteResp.Position();
    position.setCommitPosition(String(place));
    position.setPreparePosition(String(place));
    const response = new streamsPb.DeleteResp();
    if (place === undefined) response.setNoPosition(new sharedPb.Empty());
    else response.setPosition(position);
    answer(null, response);
  };
}

export function tombstoneCall(serving: Serving) {
  return (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer: sendUnaryData<TombstoneResp>): void => {
    const place = end(serving, call, true);
    if (typeof place === 'object') {
      answer(place);
      return;
    }
    const position = new streamsPb.TombstoneResp.Position();
    position.setCommitPosition(String(place));
    position.setPreparePosition(String(place));
    const response = new streamsPb.TombstoneResp();
    if (place === undefined) response.setNoPosition(new sharedPb.Empty());
    else response.setPosition(position);
    answer(null, response);
  };
}

function end(
  serving: Serving,
  { metadata, request }: Pick<ServerUnaryCall<DeleteReq | TombstoneReq, unknown>, 'metadata' | 'request'>,
  forGood: boolean,
): number | undefined | RpcError {
  const options = request.getOptions();
  const stream = streamNameIn(options?.getStreamIdentifier());
  const expected = options && expectedIn(options);
  const refused = refusalOf(serving, metadata);
  if (refused) return refused;
  if (stream === undefined) return rpcErrors.unforeseen();
  if (expected === undefined) return rpcErrors.invalidArgument('ExpectedStreamRevision');
  const outcome = serving.writer.delete(stream, expected, forGood);
  if (outcome.result === 'success') return outcome.place;
  if (outcome.result === 'streamDeleted') return rpcErrors.streamDeleted(stream);
  return rpcErrors.wrongExpectedVersion('Delete', stream, expected, outcome.current);
}
