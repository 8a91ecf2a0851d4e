/** Those who listen to live streams, and who post as webhooks are posted: over connections of their own. */
import { get, request, type ClientRequest } from 'node:http';

export interface Stream {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Opens all at once and reads until each has told so many entries; then all are closed. Rejects where one ends before. */
export async function listenToAll(streams: readonly Stream[], entries: number): Promise<void> {
  const open: ClientRequest[] = [];
  try {
    await Promise.all(streams.map((stream) => listen(stream, entries, open)));
  } finally {
    for (const one of open) one.destroy();
  }
}

function listen({ url, headers }: Stream, entries: number, open: ClientRequest[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { headers, agent: false }, (answer) => {
      let left = entries;
      let rest = '';
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        left -= lines.filter((line) => line.startsWith('data: ')).length;
        if (left <= 0) resolve();
      });
      const isOver = (): void => {
        reject(new Error(`a stream ended (${answer.statusCode ?? 0}) with ${left} of ${entries} entries to come`));
      };
      answer.on('end', isOver).on('error', isOver);
    });
    asked.on('error', reject);
    open.push(asked);
  });
}

/** Posts the body so many times, `atOnce` at a time, each over a connection of its own as a webhook is. */
export async function postPlain(url: string, body: string, { count, atOnce }: PostPlain): Promise<number> {
  let begun = 0;
  const one = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      await post(url, body);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return count;
}

interface PostPlain {
  readonly count: number;
  readonly atOnce: number;
}

const post = (url: string, body: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/cloudevents+json', 'webhook-signature': 'v1,none' };
    request(url, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume().on('end', resolve).on('error', reject);
    })
      .on('error', reject)
      .end(body);
  });
