/** The guide to a report of concern, each of its messages sent in its order to a hub of its own. */
import { readFileSync } from 'node:fs';
import { streamNamed, type Uuid } from '#domain';
import { openSpecHub, type SpecHub } from '../support/open-hub.js';
import { eyesOf, openSpecViews, type SpecViews } from '../support/open-views.js';
import { type WireEvent } from '../support/wire-events.js';
import { answerStreamView } from '../../apps/projector/src/views/stream-view.js';
import { blocksOf } from './documents.js';

const guide = readFileSync('docs/guides/concern.md', 'utf8');
const C = /^C=([0-9a-f-]{36})/m.exec(guide)?.[1] as Uuid;
const [TODAY, NOW] = ['2026-02-02', '2026-02-02T09:00:00+01:00'];
const NAMND = 'kommun-2080.socialnamnden';

type Json = Readonly<Record<string, unknown>>;

/** What a block sends, with the words of the shell filled; none where it only asks. */
function sentBy(block: string, words: Readonly<Record<string, string>>): readonly WireEvent[] {
  const sent = /<<EOF\n(.*?)^EOF$/ms.exec(block)?.[1];
  if (sent === undefined) return [];
  return [JSON.parse(sent.replace(/\$([A-Z]+)/g, (_, name: string) => words[name] ?? name)) as WireEvent];
}

describe('the guide to a report of concern', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const asked = async (view: 'concern' | 'findings') => {
    const eyes = eyesOf(NAMND);
    return (await answerStreamView<'concern'>(views.parts, { view, stream: streamNamed('concern', C), eyes })).body;
  };

  it('sends messages that are accepted, and the hub answers as it tells', async () => {
    const words: Record<string, string> = { C, TODAY, NOW };
    const [shown] = blocksOf(guide, 'json').map(
      (block) => JSON.parse(block, (_key, value: unknown) => (value === '…' ? expect.any(String) : value)) as Json,
    );
    const sending = blocksOf(guide, 'sh').flatMap((block) => (block.includes('<<EOF') ? [block] : []));
    expect(sending).toHaveLength(2);
    for (const [at, block] of sending.entries()) {
      const [receipt] = await hub.tell(sentBy(block, words));
      expect(receipt?.outcome).toBe('accepted');
      const body = (await asked('concern')) as Json & { readonly why: { readonly causedBy: readonly string[] } };
      if (at === 0) expect(body).toMatchObject(shown!);
      words['E'] = body.why.causedBy[0]!;
    }
    expect(await asked('concern')).toMatchObject({
      ...{ status: 'opened', opened: [{ eventId: words['E'], unit: 'mottagningen', on: TODAY }] },
    });
    expect(await asked('findings')).toEqual([]);
  });

  it('takes the event’s id from the view as the shell does', async () => {
    const written = /sed 's\/(.*?)\/\\1\/'/.exec(guide)?.[1]?.replaceAll('\\(', '(').replaceAll('\\)', ')');
    const text = JSON.stringify(await asked('concern'));
    const [cause] = ((await asked('concern')) as { readonly why: { readonly causedBy: readonly string[] } }).why
      .causedBy;
    expect(new RegExp(written!).exec(text)?.[1]).toBe(cause);
  });
});
