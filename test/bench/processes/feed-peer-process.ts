/** The other end of a feed: a server of events that only writes, and a receiver of webhooks that only counts. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { answerParent } from './child.js';

export type FeedPeerQuestion =
  | { readonly ask: 'start' }
  /** What `/live` tells each that asks: so many entries, all the same. */
  | { readonly ask: 'tell'; readonly count: number; readonly entry: string }
  /** How many signed events have been received. */
  | { readonly ask: 'received' };

const REFUSED = 401;
const TAKEN = 204;

let received = 0;
let told = '';

/** What is not signed is refused, whoever signed the rest: the hub asks for no more, and the figure is to be of the hub. */
function take(request: IncomingMessage, response: ServerResponse): void {
  const isSigned = request.headers['webhook-signature'] !== undefined;
  request.resume().on('end', () => {
    if (isSigned) received += 1;
    response.writeHead(isSigned ? TAKEN : REFUSED).end();
  });
}

const server = createServer((request, response) => {
  if (request.method === 'POST') take(request, response);
  else response.writeHead(200, { 'content-type': 'text/event-stream' }).write(told);
});

async function answer(question: FeedPeerQuestion): Promise<unknown> {
  switch (question.ask) {
    case 'start':
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    case 'tell':
      told = Array.from({ length: question.count }, (_, n) => `id: ${n + 1}\ndata: ${question.entry}\n\n`).join('');
      return null;
    case 'received':
      return received;
  }
}

answerParent(answer, () => {
  server.closeAllConnections();
  server.close();
});
