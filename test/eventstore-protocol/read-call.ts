/** `Streams/Read`: a stream or the whole log, either way, filtered or not, once or for good. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { setTimeout as delay } from 'node:timers/promises';
import { truncatedBefore } from './commit-check.js';
import { drained, type ReadCall } from './drained.js';
import { type ReadQuestion, questionIn } from './read-request.js';
import { eventMessage, type Manner } from './read-messages.js';
import { given, Refused, rpcErrors } from './rpc-errors.js';
import { refusalOf, type Serving } from './serving.js';
import { DELETED_REVISION, type Record } from './storage.js';
import { subscribe } from './subscription.js';

export function readCall(serving: Serving) {
  return (call: ReadCall): void => {
    try {
      const options = given(call.request.getOptions(), rpcErrors.unforeseen());
      const question = questionIn(options);
      const refused = refusalOf(serving, call.metadata, question.count === undefined ? 'subscription' : 'call');
      if (refused) throw new Refused(refused);
      refuseUnreadable(serving, question);
      if (question.count === undefined) subscribe(serving, call, question);
      else void readOnce(serving, call, question);
    } catch (error) {
      call.emit('error', error instanceof Refused ? error.answer : rpcErrors.unforeseen());
    }
  };
}

/** A filtered read does not name a position as invalid. Past the end there is nothing, either way. */
function refuseUnreadable({ storage }: Serving, { stream, from, filter }: ReadQuestion): void {
  if (stream !== undefined) {
    if (storage.lastRevision(stream) === DELETED_REVISION) throw new Refused(rpcErrors.streamDeleted(stream));
  } else if (typeof from === 'bigint' && from !== 0n && from < storage.end() && !storage.isBoundary(Number(from))) {
    throw new Refused(
      filter ? rpcErrors.unexpectedResult('FilteredReadAllResult: InvalidPosition') : rpcErrors.invalidPosition(),
    );
  }
}

async function readOnce(serving: Serving, call: ReadCall, question: ReadQuestion): Promise<void> {
  const fate = serving.fate.ofRead();
  const { stream } = question;
  if (stream !== undefined && !isThere(serving, stream)) {
    call.write(notFound(stream));
  } else {
    await send(serving, call, question, fate?.dropAfter);
    if (stream !== undefined && question.saysEnds && !fate) call.write(lastPosition(serving, stream));
  }
  if (fate) serving.fate.dropConnections();
  else call.end();
}

/** Ends at the first record more than was asked for that would be sent: where few are, it looks for it to the end. */
async function send(serving: Serving, call: ReadCall, question: ReadQuestion, most = Infinity): Promise<void> {
  const matches = matcherOf(question);
  const manner = mannerOf(serving, question);
  const count = Math.min(Number(question.count), most);
  let sent = 0;
  let looked = 0;
  for (const record of recordsIn(serving, question)) {
    looked += 1;
    if (looked % serving.fate.recordsPerMs() === 0) await delay(1);
    if (call.cancelled) return;
    if (!matches(record)) continue;
    if (sent >= count) return;
    sent += 1;
    if (!call.write(eventMessage(record, manner))) await drained(call);
  }
}

function matcherOf({ filter }: ReadQuestion): (record: Record) => boolean {
  return filter?.matches ?? (() => true);
}

function mannerOf({ saysPlacesInStreams }: Serving, { stream, structuredIds }: ReadQuestion): Manner {
  return { structuredIds, saysPlace: stream === undefined || saysPlacesInStreams };
}

function isThere({ storage, writer }: Serving, stream: string): boolean {
  return storage.shown.lastRevision(stream) >= 0n && !writer.isSoftDeleted(stream);
}

function* recordsIn(serving: Serving, question: ReadQuestion): Iterable<Record> {
  const { stream, backwards } = question;
  const { shown } = serving.storage;
  const records = stream === undefined ? shown.records : shownOf(serving, stream);
  const end = stream === undefined ? shown.count() : records.length;
  const step = backwards ? -1 : 1;
  for (let index = firstIndex(serving, question, records, end); index >= 0 && index < end; index += step) {
    yield records[index]!;
  }
}

function shownOf({ storage }: Serving, stream: string): readonly Record[] {
  const before = truncatedBefore(storage.shown, stream);
  return storage.shown.stream(stream).filter(({ revision }) => revision >= before);
}

function firstIndex(serving: Serving, question: ReadQuestion, records: readonly Record[], end: number): number {
  const { stream, from, backwards } = question;
  if (from === 'start') return backwards ? -1 : 0;
  if (from === 'end') return end - (backwards ? 1 : 0);
  // Forwards a place is meant with its record, backwards without it; a revision is meant with its event either way.
  if (stream === undefined) return Math.min(serving.storage.indexOf(Number(from)), end) - (backwards ? 1 : 0);
  return backwards
    ? records.findLastIndex(({ revision }) => revision <= from)
    : records.findIndex(({ revision }) => revision >= from);
}

/** Where the stream ends, whether or not what is there is shown: said where the client asks for it. */
function lastPosition({ storage }: Serving, stream: string): ReadResp {
  const response = new streamsPb.ReadResp();
  response.setLastStreamPosition(String(storage.shown.lastRevision(stream)));
  return response;
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
