/** A receiver of webhooks on this machine, as a supplier would build it; and those that lie, are slow, fail or drop. */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { verifiedBy } from './standard-webhooks.js';

/** What was received, and believed. */
export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** What it answers to an event that is signed. */
export type Answering = (received: Received, response: ServerResponse) => void;

export interface WebhookReceiver {
  readonly url: string;
  /** `address:port`. */
  readonly place: string;
  /** Signed by a key that it knows, in the order in which it came; what only looks or tries apart. */
  readonly received: Received[];
  /** Of those that look. */
  readonly checks: Received[];
  readonly tests: Received[];
  /** How many came that it did not believe. */
  refused: number;
  /** Told of each that was signed, and by no key that it believes. */
  onUnbelieved: () => void;
  /** Keys that it believes. */
  keys: string[];
  /** Until told otherwise 200. */
  answering: Answering;
  /** Believes whatever comes. */
  isGullible: boolean;
  /** Listens no more; what it has received it has. */
  close(): Promise<void>;
  /** Listens again, where it did. */
  listen(): Promise<void>;
}

const short = (type: unknown): string => String(type).replace(/^se\.hvbhub\.|\.v1$/g, '');

/** Listens on any free port of loopback. */
export async function webhookReceiver(): Promise<WebhookReceiver> {
  const server: Server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      take(request.headers, text, response);
    });
  });
  const listen = (on: number): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(on, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    ...{ url: `http://127.0.0.1:${port}/hvb`, place: `127.0.0.1:${port}`, received: [], checks: [], tests: [] },
    ...{ refused: 0, keys: [], isGullible: false, onUnbelieved: () => undefined },
    listen: () => listen(port),
    answering: (_received, response) => {
      response.writeHead(200).end();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  const take = (headers: IncomingHttpHeaders, text: string, response: ServerResponse): void => {
    if (!receiver.isGullible && !isBelieved(receiver.keys, text, headers)) {
      receiver.refused += 1;
      if ('webhook-signature' in headers) receiver.onUnbelieved();
      response.writeHead(401).end();
      return;
    }
    const event = JSON.parse(text) as Received['event'];
    const received = { id: String(headers['webhook-id']), headers, text, event };
    const kind = short(event['type']);
    if (kind === 'subscription.checked') receiver.checks.push(received);
    else if (kind === 'subscription.tested') receiver.tests.push(received);
    else receiver.received.push(received);
    if (kind === 'subscription.checked') response.writeHead(200).end();
    else receiver.answering(received, response);
  };
  return receiver;
}

function isBelieved(keys: readonly string[], text: string, headers: IncomingHttpHeaders): boolean {
  return keys.some((key) => {
    try {
      verifiedBy(key, text, headers as Readonly<Record<string, string>>);
      return true;
    } catch {
      return false;
    }
  });
}

/** Answers with a status, and headers. */
export const withStatus =
  (status: number, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_received, response) => {
    response.writeHead(status, headers).end();
  };
