import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Entry {
  sequence: number;
  gone?: true;
}

const { HVB_URL = 'http://localhost:3000', HVB_TOKEN = '', HVB_PLACE = 'feed-place.txt' } = process.env;
const headers = { authorization: `Bearer ${HVB_TOKEN}` };

/** Asks until the hub answers; null for what is not there. */
async function get<T>(path: string): Promise<T | null> {
  for (;;) {
    const answer = await fetch(`${HVB_URL}/v1/feed${path}`, { headers }).catch(() => null);
    if (answer?.ok) return (await answer.json()) as T;
    if (answer?.status === 404) return null;
    if (answer && answer.status !== 429 && answer.status !== 503)
      throw new Error(`${answer.status} ${await answer.text()}`);
    await sleep(1000 * Number(answer?.headers.get('retry-after') ?? 2));
  }
}

let after = existsSync(HVB_PLACE) ? Number(readFileSync(HVB_PLACE, 'utf8')) : 0;
for (;;) {
  const page = (await get<Entry[]>(`?after=${after}&limit=100&wait=30`)) ?? [];
  for (const entry of page) {
    if (entry.sequence !== after + 1) throw new Error(`entry ${after + 1} is missing`);
    const event = entry.gone ? null : await get<object>(`/events/${entry.sequence}`);
    // What is yours to do. After a crash here it comes once more, by the same number.
    console.log(JSON.stringify(event ?? entry));
    after = entry.sequence;
    writeFileSync(`${HVB_PLACE}.new`, String(after));
    renameSync(`${HVB_PLACE}.new`, HVB_PLACE);
  }
}
