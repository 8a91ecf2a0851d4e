/** HTTP as bytes on a socket: for what no well-behaved client would send, or read. */
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

/** A connection to an app that listens on this machine. */
export function connectTo(app: Pick<NestFastifyApplication, 'getHttpServer'>): Socket {
  const server = app.getHttpServer() as { address(): AddressInfo };
  const socket = connect(server.address().port, '127.0.0.1');
  // A connection that is cut is what some of the specs look for.
  socket.on('error', () => undefined);
  return socket;
}

/** All that is answered to these bytes until the connection is closed. */
export async function answerTo(
  app: Pick<NestFastifyApplication, 'getHttpServer'>,
  bytes: string | Uint8Array,
): Promise<string> {
  const socket = connectTo(app);
  const answer = text(socket).catch(() => '');
  socket.write(bytes);
  return answer;
}

/** A request's head, ended by an empty line. */
export const headOf = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
