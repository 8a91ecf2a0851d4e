/** The program in the guide to a feed, run as it stands against a hub of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import ts from 'typescript';
import { aCase, REGION } from '../support/case-builder.js';
import { eventually } from '../support/eventually.js';
import { openSpecHub, type SpecHub } from '../support/open-hub.js';
import { openSpecRows, type SpecRows } from '../support/open-rows.js';
import { openViewsDoor } from '../support/open-views-door.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../support/wire-events.js';
import { blocksOf } from './documents.js';

const guide = readFileSync('docs/guides/feed.md', 'utf8');
const story = aCase().emergency().started('2026-01-15');

interface Told {
  readonly sequence: number;
  readonly type: string;
}

describe('the program in the guide to a feed', () => {
  let hub: SpecHub;
  let rows: SpecRows;
  let app: NestFastifyApplication;
  let url: string;
  let token: string;
  const running: ChildProcess[] = [];
  const folder = temporaryFolder();
  const program = join(folder, 'follow.mjs');
  beforeAll(async () => {
    const [block = ''] = blocksOf(guide, 'ts');
    const { outputText } = ts.transpileModule(block, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    writeFileSync(program, outputText);
    hub = await openSpecHub();
    rows = await openSpecRows(hub);
    await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
    const door = await openViewsDoor(hub, rows, [REGION]);
    ({ app, url } = door);
    token = door.tokens.get(REGION) ?? '';
  });
  afterAll(async () => {
    for (const one of running) one.kill('SIGKILL');
    await app.close();
    await rows.stop();
    await hub.close();
  });

  /** Starts it; what it has said, as it says it. */
  const follow = (): { readonly said: readonly Told[]; readonly end: () => void } => {
    const env = { ...process.env, HVB_URL: url, HVB_TOKEN: token, HVB_PLACE: join(folder, 'place') };
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(child);
    const said: Told[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => said.push(JSON.parse(line) as Told));
    return { said, end: () => void child.kill('SIGKILL') };
  };
  const pulled = async (): Promise<readonly { readonly sequence: number }[]> => {
    const answer = await fetch(`${url}/v1/feed?limit=1000`, { headers: { authorization: `Bearer ${token}` } });
    return (await answer.json()) as readonly { readonly sequence: number }[];
  };
  const numbers = (entries: readonly { readonly sequence: number }[]) => entries.map(({ sequence }) => sequence);

  it('says each entry once and in order, waits for what comes, and goes on from its place when it is started again', async () => {
    const before = numbers(await pulled());
    expect(before.length).toBeGreaterThan(3);
    const first = follow();
    await eventually(() => {
      expect(numbers(first.said)).toEqual(before);
    });
    expect(first.said.map(({ type }) => type)).toContain('se.hvbhub.placement.registered.v1');
    await hub.tell(eventsOf(story.proposed('2026-01-20', {}, { at: '2026-01-20' })).slice(-1));
    const proposed = numbers(await pulled());
    await eventually(() => {
      expect(numbers(first.said)).toEqual(proposed);
    });
    // What it had said and not yet kept would come once more.
    await eventually(() => {
      expect(readFileSync(join(folder, 'place'), 'utf8')).toBe(String(proposed.at(-1)));
    });
    first.end();
    await hub.tell(eventsOf(story.proposed('2026-01-20').approvedByBoth('2026-02-01')).slice(-2));
    const second = follow();
    const after = numbers(await pulled()).slice(proposed.length);
    expect(after.length).toBeGreaterThan(1);
    await eventually(() => {
      expect(numbers(second.said)).toEqual(after);
    });
  });
});
