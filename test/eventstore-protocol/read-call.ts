/** `Streams/Read`: a stream or the whole log, either way, filtered or not, once or for good. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { truncatedBefore } from './commit-check.js';
import { drained, type ReadCall } from './drained.js';
import { type ReadQuestion, questionIn } from './read-request.js';
import { eventMessage } from './read-messages.js';
import { given, Refused, rpcErrors } from './rpc-errors.js';
import { refusalOf, type Serving } from './serving.js';
import { DELETED_REVISION, type Record } from './storage.js';
import { subscribe } from './subscription.js';

export function readCall(serving: Serving) {
  return (call: ReadCall): void => {
    try {
      const refused = refusalOf(serving, call.metadata);
      if (refused) throw new Refused(refused);
      const question = questionIn(given(call.request.getOptions(), rpcErrors.unforeseen()));
      refuseUnreadable(serving, question);
      if (question.count === undefined) subscribe(serving, call, question);
      else void readOnce(serving, call, question);
    } catch (error) {
      call.emit('error', error instanceof Refused ? error.answer : rpcErrors.unforeseen());
    }
  };
}

function refuseUnreadable({ storage }: Serving, { stream, from }: ReadQuestion): void {
  if (stream !== undefined) {
    if (storage.lastRevision(stream) === DELETED_REVISION) throw new Refused(rpcErrors.streamDeleted(stream));
  } else if (typeof from === 'bigint' && from !== 0n && !storage.isBoundary(Number(from))) {
    throw new Refused(rpcErrors.invalidPosition());
  }
}

async function readOnce(serving: Serving, call: ReadCall, question: ReadQuestion): Promise<void> {
  const fate = serving.fate.ofRead();
  if (question.stream !== undefined && !isThere(serving, question.stream)) call.write(notFound(question.stream));
  else await send(call, question, recordsIn(serving, question), fate?.dropAfter);
  if (fate) serving.fate.dropConnections();
  else call.end();
}

async function send(call: ReadCall, question: ReadQuestion, records: Iterable<Record>, most = Infinity): Promise<void> {
  const count = Math.min(Number(question.count), most);
  let sent = 0;
  for (const record of records) {
    if (sent >= count || call.cancelled) return;
    sent += 1;
    if (!call.write(eventMessage(record, question.structuredIds))) await drained(call);
  }
}

function isThere({ storage, writer }: Serving, stream: string): boolean {
  return storage.lastRevision(stream) >= 0n && !writer.isSoftDeleted(stream);
}

function* recordsIn(serving: Serving, question: ReadQuestion): Iterable<Record> {
  const { filter, backwards } = question;
  const records = question.stream === undefined ? serving.storage.records : shownOf(serving, question.stream);
  const end = records.length;
  const step = backwards ? -1 : 1;
  for (let index = firstIndex(serving, question, records); index >= 0 && index < end; index += step) {
    const record = records[index]!;
    if (!filter || filter.matches(record)) yield record;
  }
}

function shownOf({ storage }: Serving, stream: string): readonly Record[] {
  const before = truncatedBefore(storage, stream);
  return storage.stream(stream).filter(({ revision }) => revision >= before);
}

function firstIndex(serving: Serving, question: ReadQuestion, records: readonly Record[]): number {
  const { stream, from, backwards } = question;
  if (from === 'start') return backwards ? -1 : 0;
  if (from === 'end') return records.length - (backwards ? 1 : 0);
  // Forwards a place is meant with its record, backwards without it; a revision is meant with its event either way.
  if (stream === undefined) return serving.storage.indexOf(Number(from)) - (backwards ? 1 : 0);
  return backwards
    ? records.findLastIndex(({ revision }) => revision <= from)
    : records.findIndex(({ revision }) => revision >= from);
}

function notFound(stream: string): ReadResp {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  const missing = new streamsPb.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifier);
  const response = new streamsPb.ReadResp();
  response.setStreamNotFound(missing);
  return response;
}
