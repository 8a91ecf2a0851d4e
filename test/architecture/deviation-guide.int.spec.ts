/** The guide to a deviation, told to a hub as it is written: each message, and what is answered. */
import { readFileSync } from 'node:fs';
import { parseJson, readMessage, type Message } from '#contracts';
import { type Instant, type Uuid } from '#domain';
import { aCase, REGION } from '../support/case-builder.js';
import { openSpecHub, type SpecHub } from '../support/open-hub.js';
import { openSpecViews, type SpecViews } from '../support/open-views.js';
import { eventsOf, type WireEvent } from '../support/wire-events.js';
import { blocksOf } from './documents.js';

const guide = readFileSync('docs/guides/deviation.md', 'utf8');
const P = '0f8a4c9e-3b52-4f0e-8f7e-6d1b2a3c4d5e' as Uuid;
const D = /^D=([0-9a-f-]+)/m.exec(guide)![1] as Uuid;
const WORDS: Readonly<Record<string, string>> = {
  ...{ P, D },
  ...{ NOW: '2026-11-22T09:00:00+01:00', TODAY: '2026-11-22', UNTIL: '2027-01-21' },
};
const BY: Readonly<Record<string, string>> = { KOMMUN: 'kommun-2080.socialnamnden', REGION };

const filled = (text: string): string => text.replace(/\$([A-Z]+)/g, (_, name: string) => WORDS[name] ?? name);
const shell = blocksOf(guide, 'sh').join('\n');
/** Each body, and who sends it. */
const posted = Array.from(
  shell.matchAll(/-H "\$(\w+)" -H 'Content-Type: ([^']+)' --data @- <<EOF\n(.*?)^EOF$/gms),
  ([, token = '', mediaType = '', body = '']) => ({ by: BY[token]!, mediaType, body: filled(body) }),
);
const [temporary, closed] = blocksOf(guide, 'json').map((block) => JSON.parse(filled(block)) as object);
const OF_DEVIATIONS = /^A-10[4-9]$|^H-004$/;

function messageOf(text: string): Message {
  const parsed = parseJson(Buffer.from(text));
  const read = parsed.ok ? readMessage(parsed.value) : parsed;
  if (!read.ok || !('message' in read)) throw new Error(JSON.stringify(read));
  return read.message;
}

describe('the guide to a deviation', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub({ startAt: '2026-11-12T08:00:00.000Z' });
    views = await openSpecViews(hub);
    await hub.tell(eventsOf(aCase().registered()).map((event) => ({ ...event, subject: `placement/${P}` })));
    await hub.time.moveTo('2026-11-22T09:00:00.000Z' as Instant);
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  it('tells one from report to closure: each message is accepted, and nothing is found in it', async () => {
    expect(posted).toHaveLength(6);
    for (const { by, mediaType, body } of posted) {
      const events = [JSON.parse(body) as WireEvent | WireEvent[]].flat();
      expect(mediaType.includes('batch')).toBe(body.startsWith('['));
      const receipts = await hub.post(events, by);
      expect(receipts.map(({ id, outcome }) => [id, outcome])).toEqual(events.map(({ id }) => [id, 'accepted']));
      const found = receipts.flatMap(({ findings }) => findings.map(({ rule }) => rule));
      expect(found.filter((rule) => OF_DEVIATIONS.test(rule))).toEqual([]);
      if (events[0]?.id !== 'd1-3') continue;
      const { areas } = (await views.view(REGION, 'responsibility', P)).body as { areas: { status: string }[] };
      expect({ areas: areas.filter(({ status }) => status === 'temporary') }).toMatchObject(temporary!);
    }
    expect((await views.deviation('kommun-2080.socialnamnden', D)).body).toMatchObject(closed!);
  });

  it('sends the same over Kafka: to one’s own topic, under the placement’s uuid', () => {
    const records = Array.from(
      shell.matchAll(/kcat -P .*?-t (\S+) \\\n {2}-k (\S+) ((?:.*\\\n)*.*)/g),
      ([, topic, key = '', rest = '']) => ({ topic, key: filled(key), rest: filled(rest) }),
    );
    expect(records).toMatchObject([
      { topic: 'hvb.submissions.kommun-2080.socialnamnden', key: P },
      { topic: 'hvb.submissions.region-20', key: P },
    ]);
    const attributes = Object.fromEntries(
      Array.from(records[1]!.rest.matchAll(/-H ce_(\w+)=(\S+)/g), ([, name = '', value]) => [name, value]),
    );
    const [, open = '', close = ''] = /^echo -n '(.*?)'\$P'(.*?)' \| kcat/m.exec(shell)!;
    const data = JSON.parse(`${open}${P}${close}`) as object;
    const overHttp = posted.map(({ body }) => body).find((body) => body.includes('"d1-3"'))!;
    const [sent, same] = [messageOf(JSON.stringify({ ...attributes, data })), messageOf(overHttp)];
    expect(Buffer.from(sent.content).toString()).toBe(Buffer.from(same.content).toString());
    expect(sent.stream).toBe(`case-${P}`);
  });
});
