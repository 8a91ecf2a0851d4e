/** A hub's doors without a hub: keeps what is asked, and answers as it is told. */
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { publicDoor, type PublicDoor } from '../../apps/cli/src/scenario/public-door.js';

export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Whose token came with it. */
  readonly who: string;
  readonly contentType: string;
  readonly body: unknown;
}

export interface FakeDoor {
  readonly url: string;
  readonly asked: readonly Asked[];
  readonly door: PublicDoor;
  readonly stop: () => Promise<void>;
  readonly stopped: () => boolean;
}

function askedBy({ method = '', url = '', headers }: IncomingMessage, text: string): Asked {
  return {
    method,
    path: url,
    who: (headers.authorization ?? '').replace('Bearer token of ', ''),
    contentType: headers['content-type'] ?? '',
    body: text === '' ? null : JSON.parse(text),
  };
}

/** Answers each question with a status and a body. */
export async function openFakeDoor(
  answer: (asked: Asked) => readonly [status: number, body: unknown],
): Promise<FakeDoor> {
  const asked: Asked[] = [];
  let stopped = false;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const one = askedBy(request, Buffer.concat(chunks).toString());
      // It describes nothing of itself: what asks only for that is no question of the command tried.
      const describesItself = one.path === '/openapi.json';
      if (!describesItself) asked.push(one);
      const [status, body] = describesItself ? [404, undefined] : answer(one);
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    door: publicDoor({ url, tokenOf: (who) => Promise.resolve(`token of ${who}`) }),
    stop: async () => {
      if (stopped) return;
      stopped = true;
      server.close();
      await once(server, 'close');
    },
    stopped: () => stopped,
  };
}
