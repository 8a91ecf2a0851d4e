/** `Streams/BatchAppend`: many appends over one call, each answered by its correlation id, in whatever order. */
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import codePb from '@eventstore/db-client/generated/code_pb.js';
import { type Code } from '@eventstore/db-client/generated/code_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { status, type ServerDuplexStream } from '@grpc/grpc-js';
import { carryOut } from './carry-out.js';
import { EXPECT, type WriteOutcome } from './commit-check.js';
import { isRpcError, proposedOf, sizeOf, streamNameIn, tooLarge, uuidOf } from './proposed.js';
import { refusalOf, type Serving } from './serving.js';
import { type Proposed } from './storage.js';

/** An append whose messages have not all come. */
interface Pending {
  readonly stream: string;
  readonly expected: bigint;
  readonly proposed: Proposed[];
  bytes: number;
}

type Failure = InstanceType<typeof statusPb.Status>;
type Answer = (result: WriteOutcome | Failure) => void;

export function batchAppendCall(serving: Serving) {
  return (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const pending = new Map<string, Pending>();
    const refused = refusalOf(serving, call.metadata);
    if (refused) {
      call.emit('error', refused);
      return;
    }
    call.on('data', (message: BatchAppendReq) => {
      const answer: Answer = (result) => {
        call.write(responseOf(message, pending.get(correlationOf(message)), result));
        pending.delete(correlationOf(message));
      };
      take(serving, pending, message, answer);
      const append = pending.get(correlationOf(message));
      if (!append || !message.getIsFinal()) return;
      carryOut(serving, append, {
        outcome: answer,
        failed: ({ code }) => {
          if (code === status.ABORTED) answer(timedOut());
          else answer(failure(codePb.Code.UNKNOWN, 'Unknown', new sharedPb.Unknown()));
        },
      });
    });
    call.on('error', () => {
      pending.clear();
    });
    call.on('end', () => {
      call.end();
    });
  };
}

function correlationOf(message: BatchAppendReq): string {
  return uuidOf(message.getCorrelationId()) ?? '';
}

function take(serving: Serving, pending: Map<string, Pending>, message: BatchAppendReq, answer: Answer): void {
  const options = message.getOptions();
  if (options) {
    const refused = begin(pending, correlationOf(message), options);
    if (refused) {
      answer(refused);
      return;
    }
  }
  const append = pending.get(correlationOf(message));
  if (!append) return;
  for (const proposal of message.getProposedMessagesList()) {
    const refused = add(serving, append, proposal);
    if (refused) {
      answer(refused);
      return;
    }
  }
  if (append.bytes > serving.limits.maxAppendSizeBytes) answer(appendTooLarge(serving.limits.maxAppendSizeBytes));
}

/** Takes one event more; what is wrong with it where it is not taken. */
function add({ limits }: Serving, append: Pending, proposal: BatchAppendReq.ProposedMessage): Failure | undefined {
  const event = proposedOf(proposal);
  const refused = isRpcError(event) ? event : tooLarge(limits, proposal, 0);
  if (refused) return failure(codePb.Code.INVALID_ARGUMENT, 'BadRequest', badRequest(refused.details));
  append.bytes += sizeOf(proposal);
  if (!isRpcError(event)) append.proposed.push(event);
  return undefined;
}

function begin(
  pending: Map<string, Pending>,
  correlation: string,
  options: BatchAppendReq.Options,
): Failure | undefined {
  const stream = streamNameIn(options.getStreamIdentifier());
  const expected = expectedIn(options);
  if (stream === undefined)
    return failure(codePb.Code.INVALID_ARGUMENT, 'BadRequest', badRequest('StreamIdentifier not set'));
  if (expected === undefined)
    return failure(codePb.Code.INVALID_ARGUMENT, 'BadRequest', badRequest('ExpectedStreamPosition'));
  const deadline = options.getDeadline();
  if (deadline && deadline.toDate().getTime() <= Date.now()) {
    return timedOut();
  }
  pending.set(correlation, { stream, expected, proposed: [], bytes: 0 });
  return undefined;
}

function expectedIn(options: BatchAppendReq.Options): bigint | undefined {
  if (options.hasStreamPosition()) return BigInt(options.getStreamPosition());
  if (options.hasNoStream()) return EXPECT.noStream;
  if (options.hasAny()) return EXPECT.any;
  return options.hasStreamExists() ? EXPECT.streamExists : undefined;
}

function responseOf(
  message: BatchAppendReq,
  append: Pending | undefined,
  result: WriteOutcome | Failure,
): BatchAppendResp {
  const response = new streamsPb.BatchAppendResp();
  response.setCorrelationId(message.getCorrelationId());
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(append?.stream ?? ''));
  response.setStreamIdentifier(message.getOptions()?.getStreamIdentifier() ?? identifier);
  if ('result' in result && result.result === 'success') response.setSuccess(successOf(result));
  else response.setError('result' in result ? failureOf(result, identifier, append) : result);
  return response;
}

function failureOf(
  outcome: Exclude<WriteOutcome, { result: 'success' }>,
  identifier: InstanceType<typeof sharedPb.StreamIdentifier>,
  append: Pending | undefined,
): Failure {
  if (outcome.result === 'streamDeleted') return deleted(identifier);
  return conflict(outcome.current, append?.expected ?? EXPECT.any);
}

function successOf({ lastRevision, place }: WriteOutcome & { result: 'success' }): BatchAppendResp.Success {
  const success = new streamsPb.BatchAppendResp.Success();
  if (lastRevision < 0n) success.setNoStream(new emptyPb.Empty());
  else success.setCurrentRevision(String(lastRevision));
  if (place === undefined) {
    success.setNoPosition(new emptyPb.Empty());
  } else {
    const position = new sharedPb.AllStreamPosition();
    position.setCommitPosition(String(place));
    position.setPreparePosition(String(place));
    success.setPosition(position);
  }
  return success;
}

/** `details` is a message of the protocol, named so that the client unpacks it. */
function failure(code: Code, message: string, details: { serializeBinary(): Uint8Array }): Failure {
  const packed = new anyPb.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${message}`);
  const failed = new statusPb.Status();
  failed.setCode(code);
  failed.setMessage(message);
  failed.setDetails(packed);
  return failed;
}

function conflict(current: bigint, expected: bigint): Failure {
  const details = new sharedPb.WrongExpectedVersion();
  if (current < 0n) details.setCurrentNoStream(new emptyPb.Empty());
  else details.setCurrentStreamRevision(String(current));
  if (expected === EXPECT.any) details.setExpectedAny(new emptyPb.Empty());
  else if (expected === EXPECT.streamExists) details.setExpectedStreamExists(new emptyPb.Empty());
  else if (expected === EXPECT.noStream) details.setExpectedNoStream(new emptyPb.Empty());
  else details.setExpectedStreamPosition(String(expected));
  return failure(codePb.Code.ALREADY_EXISTS, 'WrongExpectedVersion', details);
}

function deleted(identifier: InstanceType<typeof sharedPb.StreamIdentifier>): Failure {
  const details = new sharedPb.StreamDeleted();
  details.setStreamIdentifier(identifier);
  return failure(codePb.Code.NOT_FOUND, 'StreamDeleted', details);
}

function timedOut(): Failure {
  return failure(codePb.Code.DEADLINE_EXCEEDED, 'Timeout', new sharedPb.Timeout());
}

function appendTooLarge(bytes: number): Failure {
  const details = new sharedPb.MaximumAppendSizeExceeded();
  details.setMaxappendsize(bytes);
  return failure(codePb.Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', details);
}

function badRequest(message: string): InstanceType<typeof sharedPb.BadRequest> {
  const details = new sharedPb.BadRequest();
  details.setMessage(message);
  return details;
}
