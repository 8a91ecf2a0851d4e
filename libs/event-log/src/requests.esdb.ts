/** The messages that the log sends to EventStoreDB, and what it reads from the answers. */
import { type AppendReq, type AppendResp, type Messages, type ReadReq, type ReadResp } from './client.esdb.js';
import { NO_STREAM } from './event-log.port.js';
import { type Place, placeFrom } from './position.esdb.js';
import { CONTENT_TYPE, type Proposal, type StoredRecord } from './stored-event.esdb.js';

export type Direction = 'forwards' | 'backwards';

/** Of a stream: from a revision, that one included; `end` for the last. */
export interface StreamRead {
  readonly stream: string;
  readonly from: number | 'end';
  readonly direction: Direction;
  readonly count: number;
}

/** Of the whole: from a place, forwards with its record, backwards without it. */
export interface AllRead {
  readonly from: Place | 'start' | 'end';
  readonly direction: Direction;
  readonly count: number;
}

/** What comes from now on. */
export type Question = StreamRead | AllRead | 'subscription';

/** What a message of an answer tells. */
export type Told =
  | { readonly kind: 'record'; readonly record: StoredRecord }
  | { readonly kind: 'notFound' }
  /** The stream's end as the server knows it, whether or not it still shows what is there. */
  | { readonly kind: 'lastRevision'; readonly revision: number }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'other' };

export interface Append {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly proposals: readonly Proposal[];
}

export type AppendAnswer =
  | { readonly kind: 'written'; readonly revision: number; readonly place: Place | undefined }
  | { readonly kind: 'conflict'; readonly actualRevision: number };

export function appendRequests(
  messages: Messages,
  { stream, expectedRevision, proposals }: Append,
): readonly AppendReq[] {
  const options = new messages.AppendReq.Options();
  options.setStreamIdentifier(identifier(messages, stream));
  if (expectedRevision === NO_STREAM) options.setNoStream(new messages.Empty());
  else options.setRevision(String(expectedRevision));
  const header = new messages.AppendReq();
  header.setOptions(options);
  return [header, ...proposals.map((proposal) => proposalRequest(messages, proposal))];
}

function proposalRequest(messages: Messages, { wireId, type, data, metadata }: Proposal): AppendReq {
  const id = new messages.UUID();
  id.setString(wireId);
  const message = new messages.AppendReq.ProposedMessage();
  message.setId(id);
  message.getMetadataMap().set('type', type);
  message.getMetadataMap().set('content-type', CONTENT_TYPE);
  message.setData(data);
  message.setCustomMetadata(metadata);
  const request = new messages.AppendReq();
  request.setProposedMessage(message);
  return request;
}

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

/** No read is filtered by the server: one that finds nothing for long says nothing of how far it came. See docs/adr/0039. */
export function readRequest(messages: Messages, question: Question): ReadReq {
  const options = new messages.ReadReq.Options();
  const uuids = new messages.ReadReq.Options.UUIDOption();
  uuids.setString(new messages.Empty());
  options.setUuidOption(uuids);
  options.setResolveLinks(false);
  options.setNoFilter(new messages.Empty());
  if (question === 'subscription') {
    options.setAll(allOptions(messages, 'end'));
    options.setSubscription(new messages.ReadReq.Options.SubscriptionOptions());
  } else {
    options.setCount(String(question.count));
    const { FORWARDS, BACKWARDS } = messages.ReadReq.Options.ReadDirection;
    options.setReadDirection(question.direction === 'forwards' ? FORWARDS : BACKWARDS);
    if ('stream' in question) askOfStream(messages, options, question);
    else options.setAll(allOptions(messages, question.from));
  }
  const request = new messages.ReadReq();
  request.setOptions(options);
  return request;
}

function askOfStream(messages: Messages, options: ReadReq.Options, { stream, from }: StreamRead): void {
  const asked = new messages.ReadReq.Options.StreamOptions();
  asked.setStreamIdentifier(identifier(messages, stream));
  if (from === 'end') asked.setEnd(new messages.Empty());
  else asked.setRevision(String(from));
  options.setStream(asked);
  // So that the server says where the stream ends though it shows nothing of it.
  const control = new messages.ReadReq.Options.ControlOption();
  control.setCompatibility(1);
  options.setControlOption(control);
}

function allOptions(messages: Messages, from: AllRead['from']): ReadReq.Options.AllOptions {
  const options = new messages.ReadReq.Options.AllOptions();
  if (from === 'start') options.setStart(new messages.Empty());
  else if (from === 'end') options.setEnd(new messages.Empty());
  else options.setPosition(wirePosition(messages, from));
  return options;
}

function wirePosition(messages: Messages, { commit, prepare }: Place): ReadReq.Options.Position {
  const position = new messages.ReadReq.Options.Position();
  position.setCommitPosition(String(commit));
  position.setPreparePosition(String(prepare));
  return position;
}

function identifier(messages: Messages, stream: string): InstanceType<Messages['StreamIdentifier']> {
  const name = new messages.StreamIdentifier();
  name.setStreamName(Buffer.from(stream));
  return name;
}

/** Throws where the server says no position. */
export function toldIn(message: ReadResp): Told {
  const event = message.getEvent()?.getEvent();
  if (event) return { kind: 'record', record: recordOf(event) };
  if (message.hasStreamNotFound()) return { kind: 'notFound' };
  if (message.hasLastStreamPosition())
    return { kind: 'lastRevision', revision: Number(message.getLastStreamPosition()) };
  return { kind: message.hasConfirmation() ? 'confirmed' : 'other' };
}

function recordOf(event: ReadResp.ReadEvent.RecordedEvent): StoredRecord {
  const place = placeFrom(event.getCommitPosition(), event.getPreparePosition());
  if (!place)
    throw new Error('the server does not say the position of an event read from a stream: 23.10 or later does');
  return {
    wireId: event.getId()?.getString() ?? '',
    stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    type: event.getMetadataMap().get('type') ?? '',
    revision: Number(event.getStreamRevision()),
    place,
    data: event.getData_asU8(),
    metadata: event.getCustomMetadata_asU8(),
  };
}
