/** The receiver in the guide to webhooks, run as it stands, and pushed to by a hub of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { aCase, REGION } from '../support/case-builder.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { withoutTypes } from '../support/guide-programs.js';
import { openSpecHub, type SpecHub } from '../support/open-hub.js';
import { openSpecRows, type SpecRows } from '../support/open-rows.js';
import { openViewsDoor } from '../support/open-views-door.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../support/wire-events.js';
import { blocksOf } from './documents.js';

const guide = readFileSync('docs/guides/webhooks.md', 'utf8');
const story = aCase().emergency().started('2026-01-15');

describe('the receiver in the guide to webhooks', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let running: ChildProcess | undefined;
  afterEach(async () => {
    running?.kill();
    await app.close();
    await rows.stop();
    await hub.close();
  });

  it('refuses what is not signed, keeps what is, and has each entry of the feed once', async () => {
    const folder = temporaryFolder();
    const [block = ''] = blocksOf(guide, 'ts');
    writeFileSync(join(folder, 'receiver.mjs'), withoutTypes(block));
    const port = await freePort();
    hub = await openSpecHub();
    rows = await openSpecRows(hub);
    await hub.tell(dalarnaEvents());
    const allowed = { ports: [], places: [`127.0.0.1:${port}`] };
    const door = await openViewsDoor(hub, rows, [REGION], { allowed });
    app = door.app;
    const ask = async (method: string, path: string, body?: object): Promise<Readonly<Record<string, unknown>>> => {
      const answer = await fetch(`${door.url}/v1/subscriptions${path}`, {
        ...{ method, body: body === undefined ? null : JSON.stringify(body) },
        headers: { authorization: `Bearer ${door.tokens.get(REGION)}`, 'content-type': 'application/json' },
      });
      return (await answer.json()) as Readonly<Record<string, unknown>>;
    };
    const { id, secret } = await ask('POST', '', { url: `http://127.0.0.1:${port}/hvb` });
    const received = join(folder, 'received.jsonl');
    running = spawn(process.execPath, [join(folder, 'receiver.mjs')], {
      env: { ...process.env, HVB_SECRETS: String(secret), HVB_PORT: String(port), HVB_RECEIVED: received },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (running.stdout) await once(running.stdout, 'data');
    await ask('PATCH', `/${String(id)}`, { url: `http://127.0.0.1:${port}/hvb`, status: 'active' });
    await eventually(async () => {
      expect(await ask('GET', `/${String(id)}`)).toMatchObject({ status: 'active' });
    });
    await hub.tell(eventsOf(story));
    const last = await eventually(async () => {
      const standing = await ask('GET', `/${String(id)}`);
      expect(standing).toMatchObject({ lag: 0, waiting: 0, dead: 0 });
      expect(Number(standing['through'])).toBeGreaterThan(Number(standing['since']));
      return Number(standing['through']);
    });
    const lines = existsSync(received) ? readFileSync(received, 'utf8').trim().split('\n') : [];
    const events = lines.map(
      (line) => (JSON.parse(line) as { readonly event: Readonly<Record<string, unknown>> }).event,
    );
    const pushed = events.flatMap(({ sequence }) => (sequence === undefined ? [] : [Number(sequence)]));
    expect(pushed.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: pushed.length }, (_, n) => last - pushed.length + 1 + n),
    );
    expect(pushed.length).toBeGreaterThan(0);
  });
});
