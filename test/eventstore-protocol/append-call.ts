/** `Streams/Append`: one append a call, its events one message each. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { type AppendReq, type AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type sendUnaryData, type ServerReadableStream } from '@grpc/grpc-js';
import { EXPECT, type WriteOutcome } from './commit-check.js';
import { carryOut } from './carry-out.js';
import { rpcErrors, type RpcError } from './rpc-errors.js';
import { refusalOf, type Serving } from './serving.js';
import { type Proposed } from './storage.js';
import { isRpcError, proposedOf, sizeOf, streamNameIn, tooLarge } from './proposed.js';

type Expectation = 'getRevision' | 'getNoStream' | 'getAny' | 'getStreamExists';
type Expecting = Pick<AppendReq.Options, Expectation | 'hasRevision' | 'hasNoStream' | 'hasAny' | 'hasStreamExists'>;

/** The expected revision that the options name; undefined where they name none. */
export function expectedIn(options: Expecting): bigint | undefined {
  if (options.hasRevision()) return BigInt(options.getRevision());
  if (options.hasNoStream()) return EXPECT.noStream;
  if (options.hasAny()) return EXPECT.any;
  return options.hasStreamExists() ? EXPECT.streamExists : undefined;
}

export function appendCall(serving: Serving) {
  return (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void => {
    const messages: AppendReq[] = [];
    let refused = refusalOf(serving, call.metadata);
    let bytes = 0;
    if (refused) {
      answer(refused);
      return;
    }
    call.on('data', (message: AppendReq) => {
      if (refused) return;
      messages.push(message);
      bytes += sizeOf(message.getProposedMessage());
      // Said as soon as it is seen: the rest is not waited for.
      refused = tooLarge(serving.limits, message.getProposedMessage(), bytes);
      if (refused) answer(refused);
    });
    call.on('end', () => {
      if (!refused) append(serving, messages, answer);
    });
    call.on('error', () => {
      refused ??= rpcErrors.cancelled();
    });
  };
}

function append(serving: Serving, [first, ...rest]: readonly AppendReq[], answer: sendUnaryData<AppendResp>): void {
  const options = first?.getOptions();
  const stream = streamNameIn(options?.getStreamIdentifier());
  if (!options || stream === undefined) {
    answer(rpcErrors.unforeseen());
    return;
  }
  const expected = expectedIn(options);
  const proposed = eventsIn(rest);
  if (expected === undefined || isRpcError(proposed)) {
    answer(isRpcError(proposed) ? proposed : rpcErrors.invalidArgument('ExpectedStreamRevision'));
    return;
  }
  carryOut(
    serving,
    { stream, expected, proposed },
    {
      outcome: (outcome) => {
        if (outcome.result === 'streamDeleted') answer(rpcErrors.streamDeleted(stream));
        else answer(null, respond(outcome, expected));
      },
      failed: (error) => {
        answer(error);
      },
    },
  );
}

function eventsIn(messages: readonly AppendReq[]): readonly Proposed[] | RpcError {
  const events: Proposed[] = [];
  for (const message of messages) {
    const event = proposedOf(message.getProposedMessage());
    if (isRpcError(event)) return event;
    events.push(event);
  }
  return events;
}

function respond(outcome: Exclude<WriteOutcome, { result: 'streamDeleted' }>, expected: bigint): AppendResp {
  const response = new streamsPb.AppendResp();
  if (outcome.result === 'success') response.setSuccess(successOf(outcome));
  else response.setWrongExpectedVersion(conflictOf(outcome.current, expected));
  return response;
}

function successOf({ lastRevision, place }: WriteOutcome & { result: 'success' }): AppendResp.Success {
  const success = new streamsPb.AppendResp.Success();
  if (lastRevision < 0n) success.setNoStream(new sharedPb.Empty());
  else success.setCurrentRevision(String(lastRevision));
  if (place === undefined) {
    success.setNoPosition(new sharedPb.Empty());
  } else {
    const position = new streamsPb.AppendResp.Position();
    position.setCommitPosition(String(place));
    position.setPreparePosition(String(place));
    success.setPosition(position);
  }
  return success;
}

function conflictOf(current: bigint, expected: bigint): AppendResp.WrongExpectedVersion {
  const conflict = new streamsPb.AppendResp.WrongExpectedVersion();
  if (current < 0n) conflict.setCurrentNoStream(new sharedPb.Empty());
  else conflict.setCurrentRevision(String(current));
  if (expected === EXPECT.any) conflict.setExpectedAny(new sharedPb.Empty());
  else if (expected === EXPECT.streamExists) conflict.setExpectedStreamExists(new sharedPb.Empty());
  else if (expected === EXPECT.noStream) conflict.setExpectedNoStream(new sharedPb.Empty());
  else conflict.setExpectedRevision(String(expected));
  return conflict;
}
