/** Decision B10, SoL 16:1: once the keys of a file are destroyed, nothing of who it was of can be had, from anywhere. */
import { cpSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { type Instant } from '#domain';
import { MEDIA_TYPES } from '#contracts';
import { filesUnder, startStandalone, type Standalone, type StandaloneOptions } from '#standalone';
import { aCase, aRegistration, anHvb, uuid, type CaseBuilder } from '../support/case-builder.js';
import { foundIn, foundUnder } from '../support/found-in-plain.js';
import { openedAtRest } from '../support/opened-at-rest.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { eventsOf, sayerOf, type WireEvent } from '../support/wire-events.js';
import { BORN, NUMBER } from './telling-messages.js';

const MS_MAX = 900_000;
const NAMND = 'kommun-2080.socialnamnden';
const REGION = 'region-20';
const OTHER_NAMND = 'kommun-2081.socialnamnden';
/** The file's last entry is of 2026-05-10. */
const DUE = '2031-05-10T08:00:00.000Z';
const LATER = '2031-06-01T08:00:00.000Z';

const NAME = 'Testa Kvarnkvist';
const GOAL = 'Spela klarinett varje torsdag';
const PLACE = 'Sothönans HVB';
/** A number as people write it, and as systems do; all that is told of the one who is erased. */
const TELLING = [NUMBER, '640823-3234', BORN, NAME, GOAL, PLACE];
/** Of one who is not erased: a search that finds nothing would not find this either. */
const KEPT = 'Sjunga i kör';

const [ADULT, CHILD] = ['vuxen', 'barn'].map((label) => uuid(`person/${label}`));
const ROLES = ['publisher', 'subscriber', 'caseWorker', 'costMandate', 'coordinator'];
const ASKING = [NAMND, REGION, OTHER_NAMND].flatMap((party) => [party, ...ROLES.map((role) => `${party}@${role}`)]);
const EVERYBODY = [...ASKING, 'auditor', 'operator'];

const adult: CaseBuilder = aCase('vuxen')
  .registered({
    person: { ...aRegistration.person, personId: ADULT!, birthDate: BORN, identity: { personnummer: NUMBER } },
    hvb: { ...anHvb, name: PLACE },
    goals: [GOAL],
  })
  .started('2026-01-15')
  .moved('2026-02-01', { hvb: { ...anHvb, name: PLACE, hvbId: uuid('hvb/H2') } })
  .proposed('2026-03-01', {}, { by: REGION, at: '2026-03-01' })
  .disputed(1, { by: NAMND, at: '2026-03-02', id: 'bestridd' })
  .disputed(9, { by: NAMND, at: '2026-03-03', id: 'vantar' })
  .ended('2026-05-10', {}, { at: '2026-05-10' });
const child: CaseBuilder = aCase('barn')
  .registered({
    person: { ...aRegistration.person, personId: CHILD! },
    goals: [KEPT],
  })
  .disputed(9, { by: NAMND, id: 'vantar-an' });
const told = `${NAME}, ${NUMBER}, 640823-3234, född ${BORN}: ${GOAL}, ${PLACE}`;
const saying = (event: WireEvent, reason: string): WireEvent => ({ ...event, data: { ...event.data, reason } });
const [registered, started, moved, proposed, disputed, unknown, ended] = eventsOf(adult) as [WireEvent, ...WireEvent[]];
/** Of a version that nobody has proposed: it waits. */
const waiting = saying(unknown!, told);
const refused: WireEvent = { ...registered, id: 'avvisad', data: { ...registered.data, goals: [told], mode: 'x' } };
const waitingOfChild = saying(eventsOf(child)[1]!, KEPT);
const ofChild: WireEvent = { ...eventsOf(child)[0]!, id: 'avvisad', data: { goals: [KEPT] } };

interface Asked {
  readonly as?: string;
  readonly body?: unknown;
  readonly type?: string;
}

const HUBS: Standalone[] = [];
async function start(dataDir: string, from: string, more: Partial<StandaloneOptions> = {}): Promise<Standalone> {
  const simulationFrom = from as Instant;
  const hub = await startStandalone({ dataDir, port: 0, logLevel: 'silent', simulationFrom, ...more });
  HUBS.push(hub);
  return hub;
}

async function ask(hub: Standalone, path: string, { as = NAMND, body, type = 'application/json' }: Asked = {}) {
  const headers = {
    authorization: `Bearer ${await hub.tokenOf(as)}`,
    'content-type': type,
    'HVB-Purpose': 'caseHandling',
  };
  if (path.startsWith(LIVE)) return toldSoFar(`${hub.url}${path}`, headers);
  const answer = await fetch(`${hub.url}${path}`, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** The door whose answer never ends. */
const LIVE = '/v1/feed/live';
/** Milliseconds without a word after which it has told what there was. */
const QUIET_MS = 300;

/** What a feed tells at once, over a connection of its own, which is then cut. */
function toldSoFar(url: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false, headers }, (answer) => {
      const { statusCode: status = 0 } = answer;
      let text = '';
      const done = (): void => {
        clearTimeout(quiet);
        asked.destroy();
        resolve({ status, text });
      };
      const quiet = setTimeout(done, QUIET_MS);
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        quiet.refresh();
      });
      answer.once('end', done);
    });
    asked.once('error', reject);
    asked.end();
  });
}

async function tell(hub: Standalone, event: WireEvent): Promise<unknown> {
  const { text } = await ask(hub, '/v1/events', { as: sayerOf(event), body: event, type: MEDIA_TYPES.structured });
  const [{ outcome, problem }] = JSON.parse(text) as [{ outcome: string; problem?: unknown }];
  return outcome === 'rejected' ? problem : outcome;
}

const quarantined = async (hub: Standalone): Promise<readonly string[]> =>
  (
    JSON.parse((await ask(hub, '/v1/quarantine?limit=100')).text) as { entries: { quarantineId: string }[] }
  ).entries.map(({ quarantineId }) => quarantineId);

/** Every door that answers a question, with what there is in place of what it asks for. */
async function questions(hub: Standalone): Promise<readonly string[]> {
  const described = JSON.parse((await ask(hub, '/openapi.json')).text) as {
    paths: Record<string, Record<string, { parameters?: readonly { name: string; in: string }[] }>>;
  };
  const refusals = await quarantined(hub);
  const values: Readonly<Record<string, readonly string[]>> = {
    quarantineId: refusals,
    id: [adult.placementId, ...refusals],
    controller: [NAMND],
    person: [ADULT!],
    personId: [ADULT!],
    recipient: [NAMND, REGION],
    of: [adult.placementId],
    event: [registered.id],
    subject: [`placement/${adult.placementId}`],
  };
  return Object.entries(described.paths).flatMap(([path, { get }]) => {
    if (get === undefined) return [];
    const query = (get.parameters ?? []).flatMap(({ name, in: where }) =>
      where === 'query' && values[name] !== undefined ? [`${name}=${encodeURIComponent(values[name][0] ?? '')}`] : [],
    );
    const filled = (values[/\{(\w+)\}/.exec(path)?.[1] ?? ''] ?? [adult.placementId]).map((value) =>
      path.replaceAll(/\{\w+\}/g, value),
    );
    const asked = path.includes('{') ? filled : [path];
    return asked.flatMap((one) => (query.length === 0 ? [one] : [one, `${one}?${query.join('&')}`]));
  });
}

/** Which of these texts which doors tell, whoever asks: `GET /v1/… : text`. */
async function shown(hub: Standalone, texts: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of await questions(hub))
    for (const as of EVERYBODY)
      for (const text of foundIn(Buffer.from((await ask(hub, path, { as })).text), texts))
        found.add(`${path.split('?')[0]!.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '…')}: ${text}`);
  const search = await ask(hub, '/v1/search', { as: `${NAMND}@caseWorker`, body: { number: NUMBER } });
  if (search.text.includes(adult.placementId)) found.add('POST /v1/search');
  return [...found].sort();
}

/** Which of them can be had from the files of a folder by whoever has every key that is left: `hub.db waiting: text`. */
function atRest(folder: string, texts: readonly string[]): readonly string[] {
  const opened = openedAtRest(folder).flatMap(({ place, bytes }) =>
    foundIn(bytes, texts).map((text) => `${place}: ${text}`),
  );
  return [...new Set([...opened, ...foundUnder(folder, texts)])].sort();
}

/** What was refused of the child is shown to who sent it. */
const ofChildAlone = [`/v1/quarantine/…: ${KEPT}`];

const weed = (hub: Standalone) =>
  ask(hub, '/v1/operator/weeding', { as: 'operator', body: { controller: NAMND, person: ADULT } });
const countOf = async (hub: Standalone, path: string, list: string): Promise<number> =>
  (JSON.parse((await ask(hub, path)).text) as Record<string, readonly unknown[]>)[list]?.length ?? -1;

describe('a file that is weeded', () => {
  const dataDir = join(temporaryFolder(), 'data');
  const before = join(temporaryFolder(), 'backup from before');
  const after = join(temporaryFolder(), 'backup from after');
  afterAll(async () => {
    for (const hub of HUBS) await hub.stop();
  });

  it(
    'has come in in every way, and is found where keys open it and by who may ask, and nowhere in the clear (A-076)',
    async () => {
      const hub = await start(dataDir, DUE);
      for (const event of [registered, started!, moved!, eventsOf(child)[0]!])
        expect(await tell(hub, event)).toBe('accepted');
      // What comes before that which it disputes has a receipt that is told later.
      expect(await tell(hub, saying(disputed!, told))).toBe('waiting');
      for (const event of [proposed!, ended!]) expect(await tell(hub, event)).toBe('accepted');
      for (const event of [waiting, waitingOfChild]) expect(await tell(hub, event)).toBe('waiting');
      for (const event of [refused, ofChild]) expect(await tell(hub, event)).toHaveProperty('code');
      await ask(hub, '/v1/events', { body: `{"half": "${told}`, type: MEDIA_TYPES.structured });
      expect(await countOf(hub, '/v1/receipts', 'receipts')).toBe(1);
      expect(await quarantined(hub)).toHaveLength(3);
      const doors = await shown(hub, TELLING);
      for (const door of ['/v1/placements/…/timeline', '/v1/quarantine/…'])
        expect(doors).toEqual(expect.arrayContaining(TELLING.map((text) => `${door}: ${text}`)));
      expect(doors).toContain('POST /v1/search');
      await hub.stop();
      cpSync(dataDir, before, { recursive: true });

      expect(foundUnder(dataDir, TELLING)).toEqual([]);
      const found = atRest(dataDir, [...TELLING, KEPT]);
      for (const text of [NUMBER, BORN, GOAL, PLACE]) expect(found).toContain(`log.db event: ${text}`);
      for (const text of TELLING)
        expect(found).toEqual(expect.arrayContaining([`hub.db waiting: ${text}`, `hub.db quarantine: ${text}`]));
      expect(found).toContain(`log.db event: ${KEPT}`);
    },
    MS_MAX,
  );

  it(
    'is had from nowhere when its keys are destroyed: no byte of any file, under any key left, and no door (SoL 16:1)',
    async () => {
      const hub = await start(dataDir, DUE);
      expect((await weed(hub)).status).toBe(200);
      expect(await shown(hub, [...TELLING, KEPT])).toEqual(ofChildAlone);
      expect(await countOf(hub, '/v1/receipts', 'receipts')).toBe(0);
      // What was refused and what waits of another stay.
      expect(await quarantined(hub)).toHaveLength(1);
      // As the files lie while it runs, journals and all.
      expect(foundUnder(dataDir, TELLING)).toEqual([]);
      cpSync(dataDir, after, { recursive: true });
      await hub.stop();
      for (const folder of [dataDir, after]) {
        expect(atRest(folder, TELLING)).toEqual([]);
        expect(atRest(folder, [KEPT])).toContain(`log.db event: ${KEPT}`);
      }
    },
    MS_MAX,
  );

  it(
    'is not had again by a start, nor from a backup from before that is restored with the list of what was erased (B10)',
    async () => {
      let hub = await start(dataDir, LATER);
      expect(await shown(hub, TELLING)).toEqual([]);
      await hub.stop();
      const erasuresFile = filesUnder(dataDir).erasures;
      rmSync(filesUnder(before).seen, { force: true });
      expect(atRest(before, TELLING)).toContain(`hub.db waiting: ${NAME}`);
      hub = await start(before, LATER, { erasuresFile });
      expect(await shown(hub, [...TELLING, KEPT])).toEqual(ofChildAlone);
      await hub.stop();
      expect(atRest(before, TELLING)).toEqual([]);
      expect(atRest(before, [KEPT])).toContain(`log.db event: ${KEPT}`);
    },
    MS_MAX,
  );
});
