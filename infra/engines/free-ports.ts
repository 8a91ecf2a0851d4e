/** Ports for servers that are started, stopped and started again. */
import { once } from 'node:events';
import { createServer } from 'node:net';

export const HOST = '127.0.0.1';

/** Below what operating systems hand out for outgoing connections: nobody takes one while its server is down. */
const FROM = 15_000;
const TO = 32_000;
const TRIES_MAX = 100;

/** The first of `count` free ports that follow each other. */
export async function freePorts(count: number): Promise<number> {
  for (let tried = 0; tried < TRIES_MAX; tried += 1) {
    const first = FROM + Math.floor(Math.random() * (TO - FROM - count));
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`no ${count} free ports between ${FROM} and ${TO}`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.listen(port, HOST);
  const free = await listening;
  if (free) {
    server.close();
    await once(server, 'close');
  }
  return free;
}
