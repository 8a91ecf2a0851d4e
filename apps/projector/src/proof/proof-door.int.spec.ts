import { keepProofs, type KeptProofs } from '#projector';
import {
  isConsistent,
  isIncluded,
  leafHash,
  leafRecord,
  openCheckpoint,
  parseKeyText,
  sqliteTreeStore,
  type Checkpoint,
} from '#proof';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor, type ViewsDoor } from '../../../../test/support/open-views-door.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { eventsOf } from '../../../../test/support/wire-events.js';

const story = aCase('P1').emergency().started('2026-01-15');
const OTHER = 'region-01';

describe('the doors of proofs', () => {
  let hub: SpecHub;
  let door: ViewsDoor;
  beforeEach(async () => {
    hub = await openSpecHub();
    door = await openViewsDoor(hub, await openSpecRows(hub), [PLACING_PARTY, REGION, OTHER, 'auditor']);
  });
  afterEach(async () => {
    await door.app.close();
    await hub.close();
  });

  const get = (path: string, who: string = OTHER): Promise<Response> =>
    fetch(`${door.url}/v1/audit/${path}`, { headers: { authorization: `Bearer ${door.tokens.get(who) ?? ''}` } });
  const text = async (path: string, who?: string): Promise<string> => (await get(path, who)).text();
  const hashes = (given: readonly string[]): Uint8Array[] => given.map((one) => Buffer.from(one, 'base64'));
  const opened = async (note: string): Promise<Checkpoint> =>
    openCheckpoint(note, parseKeyText((await text('checkpoint-key')).trim())!);
  const code = async (path: string): Promise<unknown> => {
    const answer = await get(path);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };

  it('give anyone with a token what shows that an event stands in the log, and that the log went on from what it was', async () => {
    const told = await hub.tell(eventsOf(story));
    const answer = await get('checkpoint');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const first = await opened(await answer.text());
    const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
    expect(first.size).toBe(events.length);
    expect(first.origin).toBe(`hvb-hub/log/${(await hub.log.identity()) ?? ''}/1`);

    const position = told[0]!.position;
    const index = events.findIndex((event) => event.position === position);
    const included = (await (await get(`proof/inclusion?position=${position}`, 'auditor')).json()) as {
      readonly index: number;
      readonly size: number;
      readonly leafHash: string;
      readonly proof: string[];
      readonly checkpoint: string;
    };
    const leaf = leafHash(leafRecord(events[index]!));
    expect(included).toMatchObject({
      position,
      index,
      size: first.size,
      leafHash: Buffer.from(leaf).toString('base64'),
    });
    const { root } = await opened(included.checkpoint);
    expect(isIncluded({ leaf, index, size: included.size, root, proof: hashes(included.proof) })).toBe(true);

    await hub.tell(eventsOf(aCase('P2').emergency().started('2026-01-15')));
    const grown = (await (await get(`proof/consistency?from=${first.size}`, REGION)).json()) as {
      readonly from: number;
      readonly to: number;
      readonly proof: string[];
      readonly checkpoint: string;
    };
    const second = await opened(grown.checkpoint);
    expect([grown.from, grown.to > first.size, grown.to]).toEqual([first.size, true, second.size]);
    expect(isConsistent(first, second, hashes(grown.proof))).toBe(true);
  });

  it('give the tiles of what was signed, of which anyone makes each proof', async () => {
    await hub.tell(eventsOf(story));
    const { size } = await opened(await text('checkpoint'));
    const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
    const answer = await get(`tile/0/000.p/${size}`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    const leaves = events.map((event) => Buffer.from(leafHash(leafRecord(event))));
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.concat(leaves));
    for (const path of [
      `0/000.p/${size + 1}`,
      '0/000',
      '0/x001/000',
      '0/x001/000.p/1',
      '1/000.p/1',
      '0/0',
      '9/000',
      'a/b',
      '0/000.p/0',
    ])
      expect(await code(`tile/${path}`)).toEqual([404, 'NotFound']);
  });

  it('refuse what is no position, no size, or of more events than were signed', async () => {
    await hub.tell(eventsOf(story));
    const { size } = await opened(await text('checkpoint'));
    expect(await code('proof/inclusion?position=x')).toEqual([400, 'BadRequest']);
    expect(await code('proof/inclusion')).toEqual([400, 'BadRequest']);
    expect(await code('proof/inclusion?position=0')).toEqual([404, 'NotFound']);
    expect(await code('proof/inclusion?position=999999')).toEqual([404, 'NotFound']);
    for (const from of ['0', '-1', 'x', '', '1.5', String(size + 1), '99999999999999999'])
      expect(await code(`proof/consistency?from=${from}`)).toEqual([400, 'BadRequest']);
    expect(await code('proof/consistency')).toEqual([400, 'BadRequest']);
    expect((await get(`proof/consistency?from=${size}`)).status).toBe(200);
    expect((await get(`proof/consistency?from=1`)).status).toBe(200);
  });

  it('sign no more where the key is another than that which has signed: whoever trusts the one believes nothing of the other', async () => {
    await hub.tell(eventsOf(story));
    const path = temporaryFile('proofs.db');
    const keptWith = (keyPath: string): Promise<KeptProofs> =>
      keepProofs({ log: hub.log, store: sqliteTreeStore(path), keyPath, onDefect: () => undefined });
    const [one, another] = [temporaryFile('one.pem'), temporaryFile('another.pem')];
    for (const keyPath of [one, one, another]) {
      const kept = await keptWith(keyPath);
      await kept.follower.caughtUp(await hub.log.head(), 60_000);
      const signed = kept.proofs().then((proofs) => proofs.checkpoint());
      if (keyPath === another) await expect(signed).rejects.toMatchObject({ name: 'FileUnusable', damage: 'foreign' });
      else expect(openCheckpoint((await signed).note, (await kept.proofs()).key).size).toBeGreaterThan(0);
      await kept.follower.stop();
      await kept.close();
    }
  });

  it('give nothing to who shows no token', async () => {
    for (const path of ['checkpoint', 'checkpoint-key', 'proof/inclusion?position=1', 'proof/consistency?from=1'])
      expect((await fetch(`${door.url}/v1/audit/${path}`)).status).toBe(401);
  });
});
