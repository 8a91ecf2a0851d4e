/** The events that a client proposes, and what is wrong with them. */
import { type UUID, type StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import { type AppendReq, type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import { type Limits } from './limits.js';
import { rpcErrors, type RpcError } from './rpc-errors.js';
import { type Proposed } from './storage.js';

type Message = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

const NO_UUID = '00000000-0000-0000-0000-000000000000';

export function isRpcError(value: unknown): value is RpcError {
  return typeof value === 'object' && value !== null && 'code' in value && 'details' in value;
}

export function proposedOf(message: Message | undefined): Proposed | RpcError {
  if (!message) return rpcErrors.unforeseen();
  const metadata = message.getMetadataMap();
  const [type, contentType] = [metadata.get('type'), metadata.get('content-type')];
  if (type === undefined) return rpcErrors.requiredMetadataMissing('type');
  if (contentType === undefined) return rpcErrors.requiredMetadataMissing('content-type');
  const id = uuidOf(message.getId());
  if (id === undefined || id === NO_UUID || type === '') return rpcErrors.unforeseen();
  return { id, type, contentType, data: message.getData_asU8(), metadata: message.getCustomMetadata_asU8() };
}

/** Bytes as the server counts them against its limit: data, metadata, and two for each letter of the type. */
export function sizeOf(message: Message | undefined): number {
  if (!message) return 0;
  const type = message.getMetadataMap().get('type') ?? '';
  return message.getData_asU8().byteLength + message.getCustomMetadata_asU8().byteLength + type.length * 2;
}

/** Why the event, or with it the append of so many bytes, is not taken; undefined where it is. */
export function tooLarge(limits: Limits, event: Message | undefined, appendBytes: number): RpcError | undefined {
  const { maxAppendSizeBytes, maxEventSizeBytes } = limits;
  if (sizeOf(event) > maxEventSizeBytes)
    return rpcErrors.maxAppendEventSizeExceeded(uuidOf(event?.getId()) ?? '', sizeOf(event), maxEventSizeBytes);
  return appendBytes > maxAppendSizeBytes ? rpcErrors.maxAppendSizeExceeded(maxAppendSizeBytes) : undefined;
}

/** Undefined where there is none, or one that no stream may have. */
export function streamNameIn(identifier: StreamIdentifier | undefined): string | undefined {
  const name = Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();
  return name === '' || name === '$$' || name === '$all' ? undefined : name;
}

/** Lower-case hexadecimal with dashes; undefined where it is no uuid. */
export function uuidOf(uuid: UUID | undefined): string | undefined {
  const structured = uuid?.getStructured();
  const text = structured
    ? dashed(`${hex(structured.getMostSignificantBits())}${hex(structured.getLeastSignificantBits())}`)
    : uuid?.getString().toLowerCase();
  return text !== undefined && UUID_TEXT.test(text) ? text : undefined;
}

const UUID_TEXT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function hex(bits: string): string {
  return BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
}

function dashed(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
