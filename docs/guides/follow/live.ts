import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const { HVB_URL = 'http://localhost:3000', HVB_TOKEN = '', HVB_PLACE = 'feed-place.txt' } = process.env;
const authorization = `Bearer ${HVB_TOKEN}`;

/** One entry, as far as it is shown now; null for what is not there. */
async function read(sequence: number): Promise<object | null> {
  for (;;) {
    const answer = await fetch(`${HVB_URL}/v1/feed/events/${sequence}`, { headers: { authorization } });
    if (answer.ok) return (await answer.json()) as object;
    if (answer.status === 404) return null;
    if (answer.status !== 429 && answer.status !== 503) throw new Error(`${answer.status} ${await answer.text()}`);
    await sleep(1000 * Number(answer.headers.get('retry-after') ?? 2));
  }
}

async function deal(entry: { sequence: number; gone?: true }): Promise<void> {
  // What is yours to do. After a crash here it comes once more, by the same number.
  console.log(JSON.stringify((entry.gone ? null : await read(entry.sequence)) ?? entry));
  writeFileSync(`${HVB_PLACE}.new`, String(entry.sequence));
  renameSync(`${HVB_PLACE}.new`, HVB_PLACE);
}

/** Until the stream ends. Whatever is no `data:` is a comment, or a number that stands in the data too. */
async function listen(): Promise<void> {
  const place = existsSync(HVB_PLACE) ? readFileSync(HVB_PLACE, 'utf8') : '0';
  const answer = await fetch(`${HVB_URL}/v1/feed/live`, { headers: { authorization, 'last-event-id': place } });
  if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${await answer.text()}`);
  let text = '';
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (text + part).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: ')) await deal(JSON.parse(line.slice(6)));
  }
}

for (;;) {
  await listen().catch((error: unknown) => console.error(String(error)));
  await sleep(2000);
}
