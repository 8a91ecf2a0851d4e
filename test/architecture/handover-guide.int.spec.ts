/** The guide to a handover, each of its messages sent in its order to a hub of its own. */
import { readFileSync } from 'node:fs';
import { type Uuid } from '#domain';
import { openSpecHub, type SpecHub } from '../support/open-hub.js';
import { openSpecViews, type SpecViews } from '../support/open-views.js';
import { dalarnaEvents, type WireEvent } from '../support/wire-events.js';
import { blocksOf } from './documents.js';

const guide = readFileSync('docs/guides/handover.md', 'utf8');
const blocks = blocksOf(guide, 'sh');
const P = /^P=([0-9a-f-]{36})$/m.exec(guide)?.[1] as Uuid;
const RECEIVER = 'region-21';

type Json = Readonly<Record<string, unknown>>;

/** What a block sends, with the words of the shell filled; none where it only asks. */
function sentBy(block: string, words: Readonly<Record<string, string>>): readonly WireEvent[] {
  const sent = /<<EOF\n(.*?)^EOF$/ms.exec(block)?.[1];
  if (sent === undefined) return [];
  return [JSON.parse(sent.replace(/\$([A-Z]+)/g, (_, name: string) => words[name] ?? name)) as WireEvent].flat();
}

/** The members that the guide shows in full; what it leaves out stands as `…`. */
const shown = (block: string): readonly Json[] =>
  ([JSON.parse(block)].flat() as Json[]).map(
    (item) =>
      JSON.parse(JSON.stringify(item), (key, value: unknown) =>
        key === '…' || value === '…' ? undefined : value,
      ) as Json,
  );

describe('the guide to a handover', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    await hub.tell(dalarnaEvents());
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const handovers = async (asked: object): Promise<readonly Json[]> =>
    (await views.list(RECEIVER, 'handovers', asked)).items as Json[];

  const [LISTED, RESPONSIBILITY] = blocksOf(guide, 'json').map(shown);

  /** What the guide asks of the hub on the way, and how it is answered. */
  const ASKED: readonly (readonly [of: string, asks: () => Promise<void>])[] = [
    [
      '/v1/handovers?',
      async () => {
        const found = await handovers({ region: RECEIVER, status: 'initiated' });
        expect(found).toMatchObject(LISTED!);
        words['H'] = found[0]!['handoverId'] as string;
      },
    ],
    [
      '/responsibility',
      async () => {
        const { body } = await views.view(RECEIVER, 'responsibility', P, { asOf: '2026-03-10' });
        const [care] = RESPONSIBILITY![0]!['areas'] as Json[];
        expect((body as { readonly areas: unknown }).areas).toContainEqual(expect.objectContaining(care!));
      },
    ],
  ];
  const words: Record<string, string> = { P };

  it('sends messages that are accepted, and the hub answers as it tells', async () => {
    for (const block of blocks) {
      const receipts = await hub.tell(sentBy(block, words));
      expect(receipts.map(({ outcome }) => outcome)).toEqual(receipts.map(() => 'accepted'));
      for (const [of, asks] of ASKED) if (block.includes(of)) await asks();
    }
    const told = { handoverId: words['H'], status: 'completed', acceptedOn: '2026-03-10' };
    expect(await handovers({})).toMatchObject([told]);
  });

  it('tells of the two who hear of it, and of the deadline that is met', async () => {
    const { body } = await views.view(RECEIVER, 'deadlines', P, { asOf: '2026-03-20' });
    expect(body).toContainEqual(expect.objectContaining({ kind: 'handoverAnswer', status: 'met', onTime: true }));
    expect(await views.view('region-20', 'responsibility', P).catch(() => 'not found')).toBe('not found');
  });

  it('has every status in its table', () => {
    const table = guide.slice(guide.indexOf('| `status` | |') + 1);
    const told = Array.from(table.matchAll(/^\| `(\w+)` \|/gm), ([, status]) => status);
    expect(told.sort()).toEqual(
      ['accepted', 'completed', 'initiated', 'materialSent', 'overdue', 'rejected', 'withdrawn'].sort(),
    );
  });
});
