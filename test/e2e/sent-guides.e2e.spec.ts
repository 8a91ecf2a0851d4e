/** The guides that send examples, as they stand: every message that each sends, in its order, and every answer that it shows. */
import { readFileSync } from 'node:fs';
import { topicOf } from '#contracts';
import { type PartyId } from '#domain';
import { freshHub } from '../../apps/cli/src/scenario/fresh-hub.js';
import { type CloudEvent, type PlayedHub } from '../../apps/cli/src/scenario/public-door.js';

const SEND = /^send (\S+) (\S+)$/;
const ASK = /^ask (\S+) "?([^"]+)"?$/;
const PUBLISH = /^jq -c '\.\[\]' docs\/guides\/examples\/(\S+) .* -t (\S+) .*-k (\S+) /;
/** The event that the guide has just read of an answer: `E=$(ask … | jq -r '.why.causedBy[0]')`. */
const KEEP = /^E=\$\((ask .+) \| jq -r '\.why\.causedBy\[0\]'\)$/;
/** In an example, whatever event the guide has kept. */
const KEPT = '00000000-0000-4000-8000-000000000000';
/** When the guides were written: all that they tell of has happened. */
const NOW = '2026-11-22T08:00:00.000Z';

interface Block {
  readonly language: string;
  readonly lines: readonly string[];
}

/** The fenced blocks in their order, each line that goes on joined to the next. */
const blocksOf = (guide: string): readonly Block[] =>
  Array.from(
    readFileSync(`docs/guides/${guide}.md`, 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms),
    ([, language = '', text = '']) => ({
      language,
      lines: text
        .replaceAll(/\\\n\s*/g, '')
        .trim()
        .split('\n'),
    }),
  );

const examples = (file: string, kept: string) =>
  JSON.parse(readFileSync(`docs/guides/examples/${file}`, 'utf8').replaceAll(KEPT, kept)) as readonly CloudEvent[];

/** Each guide, with the ids of its messages and how many answers it shows. */
const GUIDES = [
  { guide: 'sip', ids: 'sip', messages: 9, asked: 5 },
  { guide: 'discharge', ids: 'discharge', messages: 6, asked: 5 },
  { guide: 'agreement', ids: 'local', messages: 6, asked: 6 },
  { guide: 'disclosure', ids: 'disclosure', messages: 7, asked: 6 },
] as const;

/** Every element that is expected stands somewhere in a list; every member that is expected in an object. */
const containing = (expected: unknown): unknown => {
  if (Array.isArray(expected))
    return expected.length === 0 ? [] : (expect.arrayContaining(expected.map(containing)) as unknown);
  if (expected === null || typeof expected !== 'object') return expected;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, containing(value)])),
  ) as unknown;
};

describe.each(GUIDES)('the guide $guide', ({ guide, ids, messages, asked }) => {
  let hub: PlayedHub;
  const sent: string[] = [];
  const answers: unknown[] = [];
  let position = '';
  let kept = KEPT;

  async function post(by: string, file: string): Promise<void> {
    for (const event of examples(file, kept)) {
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
    const [event] = examples(file, kept);
    const party = event?.source.split('/')[2] as PartyId;
    expect([topic, key]).toEqual([topicOf('submissions', party), event?.subject.split('/')[1]]);
    await post(party, file);
  }

  /** What is asked for to be kept is not shown. */
  async function keep(line: string): Promise<void> {
    await run(line);
    const { why } = answers.pop() as { readonly why: { readonly causedBy: readonly string[] } };
    kept = why.causedBy[0]!;
  }

  async function run(line: string): Promise<void> {
    const keeps = KEEP.exec(line);
    if (keeps) return keep(keeps[1]!);
    const [sends, asks, publishes] = [SEND.exec(line), ASK.exec(line), PUBLISH.exec(line)];
    expect([line, sends ?? asks ?? publishes]).toEqual([line, expect.anything()]);
    if (sends) await post(sends[1]!, sends[2]!);
    if (asks) await ask(asks[1]!, asks[2]!);
    if (publishes) await publish(publishes[1]!, publishes[2]!, publishes[3]!);
  }

  it('sends what is accepted, and shows what is answered', async () => {
    for (const { language, lines } of blocksOf(guide).slice(1)) {
      if (language === 'json') expect(answers.at(-1)).toEqual(containing(JSON.parse(lines.join('\n'))));
      else for (const line of lines) await run(line);
    }
    expect(sent).toEqual(Array.from({ length: messages }, (_, at) => `${ids}-${at + 1}`));
    expect(answers).toHaveLength(asked);
  });
});
