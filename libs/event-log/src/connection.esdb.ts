/** The connection to EventStoreDB: the calls that the log makes over the client library's channel, with a deadline each. */
import {
  type AppendReq,
  type AppendResp,
  type CallArguments,
  type ReadReq,
  type ReadResp,
  type StoreClientLibrary,
  type StreamCalls,
} from './client.esdb.js';
import { LogUnavailable } from './event-log.port.js';
import {
  type Append,
  type AppendAnswer,
  appendAnswerOf,
  appendRequests,
  type Question,
  readRequest,
  type Told,
  toldIn,
} from './requests.esdb.js';

export interface ConnectionOptions {
  readonly library: StoreClientLibrary;
  readonly connectionString: string;
  /** Milliseconds that one call may take. */
  readonly callTimeoutMs: number;
}

/** What a reader of a call does with each message: `enough` ends the call. */
export type Take = (told: Told) => 'more' | 'enough';

export interface Connection {
  /** Sends all, then gives the answer; undefined where it says nothing. Rejects as gRPC does: what became of it is not known. */
  append(append: Append): Promise<AppendAnswer | undefined>;
  /** Reads until the server has no more or `take` has enough. Once it is settled nothing more is taken. */
  read(question: Exclude<Question, 'subscription'>, take: Take): Promise<void>;
  /** Hears what comes until `take` has enough, the server ends it, or `ending` aborts. Rejects where it broke. */
  subscribe(take: Take, ending: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export function connect({ library, connectionString, callTimeoutMs }: ConnectionOptions): Connection {
  const { messages } = library;
  const client = library.open(connectionString);
  let connected = false;
  const call = async <T>(name: string, action: (calls: StreamCalls, over: AbortSignal) => Promise<T>): Promise<T> => {
    const over = new AbortController();
    try {
      const result = await inTime(
        client.execute(name, (calls) => action(calls, over.signal)),
        callTimeoutMs,
      );
      connected = true;
      return result;
    } finally {
      over.abort();
    }
  };
  return {
    append: (asked) =>
      call('append', async (calls, over) => {
        if (over.aborted) throw new LogUnavailable('EventStoreDB was not found in time');
        const args = endedByServer(client.callArguments(Infinity), callTimeoutMs);
        return appendAnswerOf(await append(calls, args, appendRequests(messages, asked)));
      }),
    read: (question, take) => {
      const args = client.callArguments(new Date(Date.now() + callTimeoutMs));
      const request = readRequest(messages, question);
      return call('read', (calls, ending) => read({ calls, args, request, take, ending }));
    },
    subscribe: (take, ending) => {
      const request = readRequest(messages, 'subscription');
      const args = client.callArguments(Infinity);
      return client.execute('subscribe', (calls) => read({ calls, args, request, take, ending }));
    },
    close: async () => {
      await client.dispose();
      // Where there is none, it goes and looks for a leader.
      if (connected) await inTime(client.channel(), 0).then(closeChannel, () => undefined);
    },
  };
}

function closeChannel(channel: { close(): void }): void {
  channel.close();
}

/**
 * A deadline that the server keeps and the client does not. A client that gives up a call ends the request before it
 * takes it back (`END_STREAM`, then `RST_STREAM`): of an append not sent whole, as by a process that stood still
 * meanwhile, the server may take what has come for all, and write a part. So no append is ever cancelled here.
 */
function endedByServer([metadata, options]: CallArguments, timeoutMs: number): CallArguments {
  metadata.set('grpc-timeout', `${timeoutMs}m`);
  return [metadata, options];
}

function append(calls: StreamCalls, args: CallArguments, messages: readonly AppendReq[]): Promise<AppendResp> {
  return new Promise((resolve, reject) => {
    const call = calls.append(...args, (error: Error | null, answer?: AppendResp) => {
      if (error) reject(error);
      else if (answer) resolve(answer);
      else reject(new LogUnavailable('EventStoreDB gave no answer'));
    });
    call.on('error', reject);
    // An append is bounded in bytes, and they are in memory already: nothing is won by waiting for the socket to drain.
    for (const message of messages) call.write(message);
    call.end();
  });
}

interface Reading {
  readonly calls: StreamCalls;
  readonly args: CallArguments;
  readonly request: ReadReq;
  readonly take: Take;
  readonly ending?: AbortSignal;
}

function read({ calls, args, request, take, ending }: Reading): Promise<void> {
  return new Promise((resolve, reject) => {
    if (ending?.aborted === true) {
      resolve();
      return;
    }
    const call = calls.read(request, ...args);
    let over = false;
    const end = (): void => {
      over = true;
      ending?.removeEventListener('abort', end);
      resolve();
      // Cancelled by ourselves is settled by then.
      call.cancel();
    };
    ending?.addEventListener('abort', end);
    call.on('data', (message: ReadResp) => {
      if (over) return;
      try {
        if (take(toldIn(message)) === 'enough') end();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        end();
      }
    });
    call.on('error', (error) => {
      ending?.removeEventListener('abort', end);
      reject(error);
    });
    call.on('end', () => {
      ending?.removeEventListener('abort', end);
      resolve();
    });
  });
}

/** The call's own deadline does not cover the search for a leader before it, and an append's is the server's. */
async function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new LogUnavailable(`EventStoreDB did not answer within ${timeoutMs} ms`));
    }, timeoutMs + GRACE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** So that the deadline itself, which says more, comes first. */
const GRACE_MS = 250;
