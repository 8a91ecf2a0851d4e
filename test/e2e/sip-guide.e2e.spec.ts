/** The guide to a SIP, as it stands: every message that it sends, in its order, and every answer that it shows. */
import { readFileSync } from 'node:fs';
import { topicOf } from '#contracts';
import { type PartyId } from '#domain';
import { freshHub } from '../../apps/cli/src/scenario/fresh-hub.js';
import { type CloudEvent, type PlayedHub } from '../../apps/cli/src/scenario/public-door.js';

const GUIDE = readFileSync('docs/guides/sip.md', 'utf8');
const SEND = /^send (\S+) (\S+)$/;
const ASK = /^ask (\S+) "?([^"]+)"?$/;
const PUBLISH = /^jq -c '\.\[\]' docs\/guides\/examples\/(\S+) .* -t (\S+) .*-k (\S+) /;
/** When the guide was written: all that it tells of has happened. */
const NOW = '2026-11-22T09:00:00+01:00';

interface Block {
  readonly language: string;
  readonly lines: readonly string[];
}

/** The fenced blocks in their order, each line that goes on joined to the next. */
const blocks: readonly Block[] = Array.from(
  GUIDE.matchAll(/^```(\w+)\n(.*?)^```$/gms),
  ([, language = '', text = '']) => ({
    language,
    lines: text
      .replaceAll(/\\\n\s*/g, '')
      .trim()
      .split('\n'),
  }),
);

const examples = (file: string) =>
  JSON.parse(readFileSync(`docs/guides/examples/${file}`, 'utf8')) as readonly CloudEvent[];

/** Every element that is expected stands somewhere in a list; every member that is expected in an object. */
const containing = (expected: unknown): unknown => {
  if (Array.isArray(expected))
    return expected.length === 0 ? [] : (expect.arrayContaining(expected.map(containing)) as unknown);
  if (expected === null || typeof expected !== 'object') return expected;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, containing(value)])),
  ) as unknown;
};

describe('the guide to a SIP', () => {
  let hub: PlayedHub;
  const sent: string[] = [];
  const answers: unknown[] = [];
  let position = '';

  async function post(by: string, file: string): Promise<void> {
    for (const event of examples(file)) {
      const { body } = await hub.door.post(by, event);
      const [receipt] = body as readonly { readonly outcome: string; readonly position: string }[];
      expect([file, event.id, receipt?.outcome]).toEqual([file, event.id, 'accepted']);
      position = receipt?.position ?? position;
      sent.push(event.id);
    }
  }

  beforeAll(async () => {
    hub = await freshHub(NOW);
  });
  afterAll(() => hub.stop());

  async function ask(reader: string, path: string): Promise<void> {
    const waiting = `${path}${path.includes('?') ? '&' : '?'}waitFor=${position}`;
    answers.push((await hub.door.get(reader, waiting)).body);
  }

  /** A record under its key on the topic of whoever sends it; what it holds is then told. */
  async function publish(file: string, topic: string, key: string): Promise<void> {
    const [event] = examples(file);
    const party = event?.source.split('/')[2] as PartyId;
    expect([topic, key]).toEqual([topicOf('submissions', party), event?.subject.split('/')[1]]);
    await post(party, file);
  }

  async function run(line: string): Promise<void> {
    const [sends, asks, publishes] = [SEND.exec(line), ASK.exec(line), PUBLISH.exec(line)];
    expect([line, sends ?? asks ?? publishes]).toEqual([line, expect.anything()]);
    if (sends) await post(sends[1]!, sends[2]!);
    if (asks) await ask(asks[1]!, asks[2]!);
    if (publishes) await publish(publishes[1]!, publishes[2]!, publishes[3]!);
  }

  it('sends what is accepted, and shows what is answered', async () => {
    for (const { language, lines } of blocks.slice(1)) {
      if (language === 'json') expect(answers.at(-1)).toEqual(containing(JSON.parse(lines.join('\n'))));
      else for (const line of lines) await run(line);
    }
    expect(sent).toEqual(Array.from({ length: 9 }, (_, at) => `sip-${at + 1}`));
    expect(answers).toHaveLength(5);
  });
});
