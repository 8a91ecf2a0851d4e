/** A way between a Kafka client and its broker that spoils what the broker answers to a fetch. */
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** Spoils the batch that begins at an offset, wherever it is answered first; the bytes that take its place, and what follows. */
export type Spoil = (batch: Buffer, rest: Buffer) => Buffer;

export interface SpoilingProxy {
  /** `host:port`, in the place of the broker's own. */
  readonly brokers: string;
  /** From now on, each time it is answered. */
  spoil(offset: number, how: Spoil): void;
  /** How often something was spoiled. */
  readonly times: () => number;
  stop(): Promise<void>;
}

/** Another version of the format than any that there is. */
export const ofUnknownVersion: Spoil = (batch, rest) => {
  const copy = Buffer.from(batch);
  copy[16] = 9;
  return Buffer.concat([copy, rest]);
};
/** Its last bytes, and all that follows, are gone. */
export const cutShort: Spoil = (batch) => batch.subarray(0, batch.length - 9);
/** One bit of its last record is another. */
export const flipped: Spoil = (batch, rest) => {
  const copy = Buffer.from(batch);
  copy[copy.length - 5] = (copy[copy.length - 5] ?? 0) ^ 1;
  return Buffer.concat([copy, rest]);
};

const FETCH = 1;
const HOST = '127.0.0.1';

/** Stands before a broker of one node on this machine. */
export async function spoilingProxy(broker: string): Promise<SpoilingProxy> {
  const port = Number(broker.split(':')[1]);
  const spoils = new Map<number, Spoil>();
  const sockets = new Set<Socket>();
  let times = 0;
  const spoilIn = (frame: Buffer): Buffer => {
    const spoiled = spoiledAnswer(frame, spoils);
    if (spoiled !== frame) times += 1;
    return spoiled;
  };
  const server: Server = createServer((client) => {
    const upstream = createConnection({ host: HOST, port });
    const asked = new Map<number, number>();
    const own = (server.address() as AddressInfo).port;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
    client.on(
      'data',
      framed((frame) => {
        asked.set(frame.readInt32BE(8), frame.readInt16BE(4));
        upstream.write(frame);
      }),
    );
    upstream.on(
      'data',
      framed((frame) => {
        const isFetch = asked.get(frame.readInt32BE(4)) === FETCH;
        client.write(isFetch ? spoilIn(frame) : withPort(frame, port, own));
      }),
    );
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  return {
    brokers: `${HOST}:${(server.address() as AddressInfo).port}`,
    spoil: (offset, how) => void spoils.set(offset, how),
    times: () => times,
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** Whole requests or answers, each behind its length. */
function framed(take: (frame: Buffer) => void): (bytes: Buffer) => void {
  let waiting = Buffer.alloc(0);
  return (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.length >= 4 && waiting.length >= 4 + waiting.readInt32BE(0)) {
      const length = 4 + waiting.readInt32BE(0);
      take(waiting.subarray(0, length));
      waiting = waiting.subarray(length);
    }
  };
}

/** The broker names itself to its clients: here it is the proxy. */
function withPort(frame: Buffer, port: number, own: number): Buffer {
  const [theirs, ours] = [port, own].map((number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(number);
    return Buffer.concat([Buffer.from(HOST), bytes]);
  }) as [Buffer, Buffer];
  const copy = Buffer.from(frame);
  for (let at = copy.indexOf(theirs); at >= 0; at = copy.indexOf(theirs, at + 1)) ours.copy(copy, at);
  return copy;
}

/** Of version 11: where the record sets of an answer begin is walked to. */
function spoiledAnswer(frame: Buffer, spoils: ReadonlyMap<number, Spoil>): Buffer {
  let at = 8 + 4 + 2 + 4;
  const next = (bytes: number): number => (at += bytes) - bytes;
  for (let topics = frame.readInt32BE(next(4)); topics > 0; topics--) {
    next(frame.readInt16BE(next(2)));
    for (let partitions = frame.readInt32BE(next(4)); partitions > 0; partitions--) {
      next(4 + 2 + 8 + 8 + 8);
      next(16 * Math.max(0, frame.readInt32BE(next(4))));
      next(4);
      const records = next(4) + 4;
      const length = Math.max(0, frame.readInt32BE(records - 4));
      const spoiled = spoiledSet(frame.subarray(records, records + length), spoils);
      if (spoiled) return withRecords(frame, records, length, spoiled);
      next(length);
    }
  }
  return frame;
}

function spoiledSet(set: Buffer, spoils: ReadonlyMap<number, Spoil>): Buffer | null {
  for (let at = 0; at + 12 <= set.length;) {
    const end = at + 12 + set.readInt32BE(at + 8);
    const how = spoils.get(Number(set.readBigInt64BE(at)));
    if (how && end <= set.length)
      return Buffer.concat([set.subarray(0, at), how(set.subarray(at, end), set.subarray(end))]);
    at = end;
  }
  return null;
}

function withRecords(frame: Buffer, at: number, length: number, records: Buffer): Buffer {
  const whole = Buffer.concat([frame.subarray(0, at), records, frame.subarray(at + length)]);
  whole.writeInt32BE(records.length, at - 4);
  whole.writeInt32BE(whole.length - 4, 0);
  return whole;
}
