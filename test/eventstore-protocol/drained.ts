/** Waiting until a reader takes more: what it does not take is not read for it. */
import { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerWritableStream } from '@grpc/grpc-js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const DRAINED = ['drain', 'cancelled', 'close', 'error'] as const;

/** Waits until the client takes more, or is gone. */
export function drained(call: ReadCall): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      for (const event of DRAINED) call.off(event, over);
      resolve();
    };
    for (const event of DRAINED) call.on(event, over);
  });
}
