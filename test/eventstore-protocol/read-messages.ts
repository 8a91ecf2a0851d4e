/** The messages of a read. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type Record } from './storage.js';

export interface Manner {
  readonly structuredIds: boolean;
  readonly saysPlace: boolean;
}

/** What stands where no place is said: -1, unsigned. */
const NO_PLACE = '18446744073709551615';

export function eventMessage(record: Record, { structuredIds, saysPlace }: Manner): ReadResp {
  const { place, stream, revision, type, contentType, data, metadata, created } = record;
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  const event = new streamsPb.ReadResp.ReadEvent.RecordedEvent();
  event.setId(uuidMessage(record.id, structuredIds));
  event.setStreamIdentifier(identifier);
  event.setStreamRevision(String(revision));
  event.setCommitPosition(saysPlace ? String(place) : NO_PLACE);
  event.setPreparePosition(saysPlace ? String(place) : NO_PLACE);
  event.getMetadataMap().set('type', type);
  event.getMetadataMap().set('created', String(created));
  // What is not JSON is bytes to the server, whatever it was called when it was written.
  const isJson = contentType === 'application/json';
  event.getMetadataMap().set('content-type', isJson ? contentType : 'application/octet-stream');
  event.setData(data);
  event.setCustomMetadata(metadata);
  const read = new streamsPb.ReadResp.ReadEvent();
  read.setEvent(event);
  if (saysPlace) read.setCommitPosition(String(place));
  else read.setNoPosition(new sharedPb.Empty());
  const response = new streamsPb.ReadResp();
  response.setEvent(read);
  return response;
}

export function confirmation(id: string): ReadResp {
  const confirmed = new streamsPb.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(id);
  const response = new streamsPb.ReadResp();
  response.setConfirmation(confirmed);
  return response;
}

export function caughtUp(): ReadResp {
  const response = new streamsPb.ReadResp();
  response.setCaughtUp(new streamsPb.ReadResp.CaughtUp());
  return response;
}

export function checkpoint(place: number): ReadResp {
  const reached = new streamsPb.ReadResp.Checkpoint();
  reached.setCommitPosition(String(place));
  reached.setPreparePosition(String(place));
  const response = new streamsPb.ReadResp();
  response.setCheckpoint(reached);
  return response;
}

function uuidMessage(id: string, structured: boolean): InstanceType<typeof sharedPb.UUID> {
  const uuid = new sharedPb.UUID();
  if (!structured) {
    uuid.setString(id);
    return uuid;
  }
  const digits = id.replaceAll('-', '');
  const halves = new sharedPb.UUID.Structured();
  halves.setMostSignificantBits(signed(digits.slice(0, 16)));
  halves.setLeastSignificantBits(signed(digits.slice(16)));
  uuid.setStructured(halves);
  return uuid;
}

function signed(hexadecimal: string): string {
  return String(BigInt.asIntN(64, BigInt(`0x${hexadecimal}`)));
}
