/** What a failed call to EventStoreDB means: try again, a defect of the caller, or damage. */
import { type ServiceError } from '@grpc/grpc-js';
import { CorruptEvent, LogUnavailable } from './event-log.port.js';

/** A failed call as gRPC gives it, whichever class carries it. */
export interface CallFailure {
  readonly code: number;
  readonly details: string;
  /** The server's own name of the failure, where it gives one. */
  readonly exception: string | undefined;
}

/** gRPC status codes of what passes by itself. */
const PASSING = new Map([
  [1, 'cancelled'],
  [2, 'unknown'],
  [4, 'deadline exceeded'],
  [8, 'resource exhausted'],
  [10, 'aborted'],
  [13, 'internal'],
  [14, 'unavailable'],
]);

/** The failure that the server names and that passes by itself: the client goes to the leader it was told of. */
const NOT_LEADER = 'not-leader';
/** The credentials are refused: an operator must mend it, calling again at once does not. */
const REFUSED = new Set<number>([7, 16]);
/** Larger than the server takes: an append, or, from 25.0, one of its events. */
const TOO_LARGE = new Set(['maximum-append-size-exceeded', 'maximum-append-event-size-exceeded']);
/** Which read and which version decide between the two: some are told as status 2, as if it were not known what it is. */
const INVALID_POSITION = /invalid position|Unexpected \w*ReadAllResult: InvalidPosition/;
/** The server cannot read what it has. It says so of what passes as well, so that it is tried again first. */
const UNREADABLE = /^Unexpected \w*Read\w+Result: Error\b/;

/** What was thrown by a call. Undefined where it was not the call that failed but the code around it. */
export function callFailureOf(error: unknown): CallFailure | undefined {
  const { code, details, metadata } = (error ?? {}) as Partial<ServiceError>;
  if (typeof code !== 'number') return undefined;
  const exception = metadata?.getMap().exception?.toString();
  return { code, details: details ?? '', exception };
}

/** True where the same call may succeed later, and where the outcome of an append is not known. */
export function isPassing(error: unknown): boolean {
  if (error instanceof LogUnavailable) return true;
  const failure = callFailureOf(error);
  if (!failure) return isConnectionError(error);
  if (failure.exception !== undefined) return failure.exception === NOT_LEADER;
  return PASSING.has(failure.code) && !INVALID_POSITION.test(failure.details);
}

/**
 * What a caller is told once it is not tried again: a fault where it passes by itself or by an operator's hand, damage
 * where the server still could not read what it has, else a defect.
 */
export function faultOfCall(error: unknown): Error {
  if (error instanceof LogUnavailable) return error;
  const failure = callFailureOf(error);
  if (failure && UNREADABLE.test(failure.details)) return new CorruptEvent(null, `the server says: ${failure.details}`);
  if (isPassing(error) || (failure && REFUSED.has(failure.code))) {
    return new LogUnavailable(describe(error), { cause: error });
  }
  return failure ? defectOfCall(failure, error) : (error as Error);
}

function defectOfCall({ exception, details }: CallFailure, cause: unknown): Error {
  if (exception === 'stream-deleted') return new CorruptEvent(null, details);
  if (exception !== undefined && TOO_LARGE.has(exception))
    return new RangeError(`larger than the server takes: ${details}`, { cause });
  if (INVALID_POSITION.test(details)) return new RangeError(details, { cause });
  return cause as Error;
}

/** Errors that the client throws without a status: no node of the cluster was found, or its channel was just replaced. */
const CONNECTION_ERRORS = /^(Failed to discover|Channel has been shut down|Failed to resolve)/;

function isConnectionError(error: unknown): boolean {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === 'string' && CONNECTION_ERRORS.test(message);
}

function describe(error: unknown): string {
  const failure = callFailureOf(error);
  if (!failure) return `EventStoreDB is out of reach: ${(error as Error).message}`;
  return `EventStoreDB does not answer now (${failure.exception ?? PASSING.get(failure.code) ?? failure.code}): ${failure.details}`;
}
