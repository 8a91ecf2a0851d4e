import { Metadata, status } from '@grpc/grpc-js';
import { rpcErrors } from '../../../test/eventstore-protocol/rpc-errors.js';
import { CorruptEvent, LogUnavailable } from './event-log.port.js';
import { faultOfCall, isPassing } from './faults.esdb.js';

const plain = (code: status) => ({ code, details: status[code], metadata: new Metadata() });

describe('a failed call to EventStoreDB', () => {
  it.each([
    ['not the leader', rpcErrors.notLeader('127.0.0.1', 2113)],
    ['no leader', rpcErrors.noLeaderInfo()],
    ['not ready', rpcErrors.notReady()],
    ['too busy', rpcErrors.busy()],
    ['timed out in the server', rpcErrors.timeout('Prepare phase timeout.')],
    ['unforeseen by the server', rpcErrors.unforeseen()],
    ['cancelled', rpcErrors.cancelled()],
    ['expired in the server', rpcErrors.unexpectedResult('FilteredReadAllResult: Expired')],
    ['out of time', plain(status.DEADLINE_EXCEEDED)],
    ['reset', plain(status.INTERNAL)],
    ['over its share', plain(status.RESOURCE_EXHAUSTED)],
    ['without a node', new Error('Failed to discover after 10 attempts.')],
    ['on a channel just replaced', new Error('Channel has been shut down')],
  ])('is tried again, and at last unavailable: %s', (_what, error) => {
    expect(isPassing(error)).toBe(true);
    expect(faultOfCall(error)).toBeInstanceOf(LogUnavailable);
  });

  it.each([
    ['no such right', rpcErrors.accessDenied()],
    ['no such user', rpcErrors.unauthenticated()],
  ])('is not tried again, and unavailable until an operator mends it: %s', (_what, error) => {
    expect(isPassing(error)).toBe(false);
    expect(faultOfCall(error)).toBeInstanceOf(LogUnavailable);
  });

  it.each([
    ['too large', rpcErrors.maxAppendSizeExceeded(1_048_576), RangeError],
    ['an event too large', rpcErrors.maxAppendEventSizeExceeded('x', 9, 8), RangeError],
    ['a position that is none', rpcErrors.invalidPosition(), RangeError],
    ['one that is none, untold', rpcErrors.unexpectedResult('ReadAllResult: InvalidPosition'), RangeError],
    ['one of a filtered read', rpcErrors.unexpectedResult('FilteredReadAllResult: InvalidPosition'), RangeError],
    ['a stream deleted', rpcErrors.streamDeleted('case-1'), CorruptEvent],
  ])('is a defect, and no fault: %s', (_what, error, kind) => {
    expect(isPassing(error)).toBe(false);
    expect(faultOfCall(error)).toBeInstanceOf(kind);
  });

  it.each(['ReadStreamResult: Error', 'ReadAllResult: Error', 'FilteredReadAllResult: Error'])(
    'is tried again, and at last damage: %s',
    (result) => {
      const error = rpcErrors.unexpectedResult(result);
      expect(isPassing(error)).toBe(true);
      expect(faultOfCall(error)).toBeInstanceOf(CorruptEvent);
      expect(faultOfCall(error).message).toContain(result);
    },
  );

  it.each([rpcErrors.invalidArgument('x'), plain(status.UNIMPLEMENTED), new TypeError('undefined is not a function')])(
    'is thrown as it is where nothing else is known of it (%#)',
    (error) => {
      expect(isPassing(error)).toBe(false);
      expect(faultOfCall(error)).toBe(error);
    },
  );
});
