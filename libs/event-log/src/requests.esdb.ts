/** The messages that the log sends to EventStoreDB, and what it reads from the answers. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import {
  type AppendReq,
  type AppendResp,
  type ReadReq,
  type ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { NO_STREAM } from './event-log.port.js';
import { type Place, placeFrom } from './position.esdb.js';
import { CONTENT_TYPE, type Proposal, type StoredRecord } from './stored-event.esdb.js';

const Options = streamsPb.ReadReq.Options;

export type Direction = 'forwards' | 'backwards';

export interface StreamRead {
  readonly stream: string;
  /** From this revision, that one included; `end` for the last. */
  readonly from: number | 'end';
  readonly direction: Direction;
  readonly count: number;
}

export interface AllRead {
  /** From this place, that one included. */
  readonly from: Place | 'start' | 'end';
  readonly direction: Direction;
  readonly count: number;
  readonly streams: StreamFilter;
}

/** Which streams' events the server is to send. */
export type StreamFilter = { readonly prefix: string } | { readonly regex: string };

/** Events that the server looks at before it hands over what matched: its own default is 32, slow for a rare prefix. */
export const SEARCH_WINDOW = 2_000;

export function appendRequests(
  stream: string,
  expectedRevision: number,
  proposals: readonly Proposal[],
): readonly AppendReq[] {
  const options = new streamsPb.AppendReq.Options();
  options.setStreamIdentifier(identifier(stream));
  if (expectedRevision === NO_STREAM) options.setNoStream(new sharedPb.Empty());
  else options.setRevision(String(expectedRevision));
  const header = new streamsPb.AppendReq();
  header.setOptions(options);
  return [header, ...proposals.map(proposalRequest)];
}

function proposalRequest({ wireId, type, data, metadata }: Proposal): AppendReq {
  const id = new sharedPb.UUID();
  id.setString(wireId);
  const message = new streamsPb.AppendReq.ProposedMessage();
  message.setId(id);
  message.getMetadataMap().set('type', type);
  message.getMetadataMap().set('content-type', CONTENT_TYPE);
  message.setData(data);
  message.setCustomMetadata(metadata);
  const request = new streamsPb.AppendReq();
  request.setProposedMessage(message);
  return request;
}

export type AppendAnswer =
  | { readonly kind: 'written'; readonly revision: number; readonly place: Place | undefined }
  | { readonly kind: 'conflict'; readonly actualRevision: number };

/** Undefined where the answer says neither. */
export function appendAnswerOf(answer: AppendResp): AppendAnswer | undefined {
  const conflict = answer.getWrongExpectedVersion();
  if (conflict) {
    const actualRevision = conflict.hasCurrentRevision() ? Number(conflict.getCurrentRevision()) : NO_STREAM;
    return { kind: 'conflict', actualRevision };
  }
  const success = answer.getSuccess();
  if (!success?.hasCurrentRevision()) return undefined;
  const position = success.getPosition();
  const place = position && placeFrom(position.getCommitPosition(), position.getPreparePosition());
  return { kind: 'written', revision: Number(success.getCurrentRevision()), place };
}

export function streamRequest({ stream, from, direction, count }: StreamRead): ReadReq {
  const options = new Options.StreamOptions();
  options.setStreamIdentifier(identifier(stream));
  if (from === 'end') options.setEnd(new sharedPb.Empty());
  else options.setRevision(String(from));
  const request = readOptions(direction, count);
  request.setStream(options);
  request.setNoFilter(new sharedPb.Empty());
  return requestOf(request);
}

export function allRequest({ from, direction, count, streams }: AllRead): ReadReq {
  const options = new Options.AllOptions();
  if (from === 'start') options.setStart(new sharedPb.Empty());
  else if (from === 'end') options.setEnd(new sharedPb.Empty());
  else options.setPosition(wirePosition(from));
  const request = readOptions(direction, count);
  request.setAll(options);
  request.setFilter(filterOf(streams));
  return requestOf(request);
}

function filterOf(streams: StreamFilter): ReadReq.Options.FilterOptions {
  const expression = new Options.FilterOptions.Expression();
  if ('prefix' in streams) expression.setPrefixList([streams.prefix]);
  else expression.setRegex(streams.regex);
  const filter = new Options.FilterOptions();
  filter.setStreamIdentifier(expression);
  filter.setMax(SEARCH_WINDOW);
  filter.setCheckpointintervalmultiplier(1);
  return filter;
}

function readOptions(direction: Direction, count: number): ReadReq.Options {
  const uuids = new Options.UUIDOption();
  uuids.setString(new sharedPb.Empty());
  const options = new Options();
  options.setUuidOption(uuids);
  options.setResolveLinks(false);
  options.setCount(String(count));
  options.setReadDirection(direction === 'forwards' ? Options.ReadDirection.FORWARDS : Options.ReadDirection.BACKWARDS);
  return options;
}

function requestOf(options: ReadReq.Options): ReadReq {
  const request = new streamsPb.ReadReq();
  request.setOptions(options);
  return request;
}

function wirePosition({ commit, prepare }: Place): ReadReq.Options.Position {
  const position = new Options.Position();
  position.setCommitPosition(String(commit));
  position.setPreparePosition(String(prepare));
  return position;
}

/** The event in a message; undefined where the message tells something else. Throws where the server says no position. */
export function recordOf(message: ReadResp): StoredRecord | undefined {
  const event = message.getEvent()?.getEvent();
  if (!event) return undefined;
  const place = placeFrom(event.getCommitPosition(), event.getPreparePosition());
  if (!place)
    throw new Error('the server does not say the position of an event read from a stream: 22.10 or later does');
  return {
    ...namesOf(event),
    revision: Number(event.getStreamRevision()),
    place,
    data: event.getData_asU8(),
    metadata: event.getCustomMetadata_asU8(),
  };
}

function namesOf(event: ReadResp.ReadEvent.RecordedEvent): Pick<StoredRecord, 'wireId' | 'stream' | 'type'> {
  return {
    wireId: event.getId()?.getString() ?? '',
    stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    type: event.getMetadataMap().get('type') ?? '',
  };
}

function identifier(stream: string): InstanceType<typeof sharedPb.StreamIdentifier> {
  const name = new sharedPb.StreamIdentifier();
  name.setStreamName(Buffer.from(stream));
  return name;
}
