/** The failures that EventStoreDB answers with: gRPC status, details, and the metadata that the client parses. */
import { Metadata, status, type StatusObject } from '@grpc/grpc-js';

export type RpcError = Pick<StatusObject, 'code' | 'details'> & { readonly metadata: Metadata };

function error(code: status, details: string, named: Readonly<{ [key: string]: string }> = {}): RpcError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(named)) metadata.set(key, value);
  return { code, details, metadata };
}

export const rpcErrors = {
  timeout: (what: string) => error(status.ABORTED, `Operation timed out: ${what}`),
  notReady: () => error(status.UNAVAILABLE, 'Server Is Not Ready'),
  busy: () => error(status.UNAVAILABLE, 'Server Is Too Busy'),
  noLeaderInfo: () => error(status.UNKNOWN, 'No leader info available in response'),
  notLeader: (host: string, port: number) =>
    error(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    }),
  accessDenied: () => error(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
  unauthenticated: () => error(status.UNAUTHENTICATED, 'Bad gRPC response. HTTP status code: 401'),
  streamDeleted: (stream: string) =>
    error(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
      exception: 'stream-deleted',
      'stream-name': stream,
    }),
  wrongExpectedVersion: (operation: string, stream: string, expected: bigint, actual: bigint) =>
    error(
      status.FAILED_PRECONDITION,
      `${operation} failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
      {
        exception: 'wrong-expected-version',
        'stream-name': stream,
        'expected-version': String(expected),
        'actual-version': String(actual),
      },
    ),
  maxAppendSizeExceeded: (bytes: number) =>
    error(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytes} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(bytes),
    }),
  maxAppendEventSizeExceeded: (id: string, proposed: number, bytes: number) =>
    error(
      status.INVALID_ARGUMENT,
      `Event with Id: ${id}, Size: ${proposed}, exceeds Maximum Append Event Size of ${bytes}.`,
      {
        exception: 'maximum-append-event-size-exceeded',
        'maximum-append-event-size': String(bytes),
        'event-id': id,
        'proposed-event-size': String(proposed),
      },
    ),
  requiredMetadataMissing: (property: string) =>
    error(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    }),
  invalidArgument: (what: string) => error(status.INVALID_ARGUMENT, `'${what}' is not valid`),
  requiredArgument: (what: string) => error(status.INVALID_ARGUMENT, `'${what}' is a required argument`),
  invalidCombination: (what: string) => error(status.INVALID_ARGUMENT, `The combination of ${what} is invalid.`),
  invalidPosition: () => error(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.'),
  /** What a read says that came to a result for which the protocol has no name of its own. */
  unexpectedResult: (result: string) => error(status.UNKNOWN, `Unexpected ${result}`),
  /** What the framework says of any exception that the server did not foresee. */
  unforeseen: () => error(status.UNKNOWN, 'Exception was thrown by handler.'),
  cancelled: () => error(status.CANCELLED, 'The operation was cancelled.'),
} as const;

/** Thrown where a question is not one. */
export class Refused extends Error {
  constructor(readonly answer: RpcError) {
    super(answer.details);
  }
}

/** The value, or the refusal for lack of it. */
export function given<T>(value: T | undefined, otherwise: RpcError): T {
  if (value === undefined) throw new Refused(otherwise);
  return value;
}
