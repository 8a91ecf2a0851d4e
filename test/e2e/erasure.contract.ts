/** Decision B10, SoL 16:1: once the keys of a file are destroyed, nothing of who it was of can be had, from anywhere, whatever the hub is deployed as. */
import { type Instant } from '#domain';
import { aCase, aRegistration, anHvb, uuid, type CaseBuilder } from '../support/case-builder.js';
import { foundIn } from '../support/found-in-plain.js';
import { type AtRest } from '../support/deployment.js';
import { LIVE, toldSoFar } from '../support/told-so-far.js';
import { type AtHand } from '../support/opened-at-rest.js';
import { eventsOf, type WireEvent } from '../support/wire-events.js';
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
const [registered, begun, moved, proposed, disputed, unknown, ended] = eventsOf(adult) as [WireEvent, ...WireEvent[]];
/** Of a version that nobody has proposed: it waits. */
const waiting = saying(unknown!, told);
const refused: WireEvent = { ...registered, id: 'avvisad', data: { ...registered.data, goals: [told], mode: 'x' } };
const waitingOfChild = saying(eventsOf(child)[1]!, KEPT);
const ofChild: WireEvent = { ...eventsOf(child)[0]!, id: 'avvisad', data: { goals: [KEPT] } };

/** A hub that runs, whatever it is deployed as. */
export interface ErasingHub {
  /** Of each process: the first takes events, the last shows views. */
  readonly urls: readonly string[];
  /** A token of one who asks. */
  readonly tokenOf: (who: string) => Promise<string>;
  /** Says an event by the way that this deployment is about; how it was taken. */
  readonly tell: (event: WireEvent) => Promise<string>;
  /** Says by that way what no event is. */
  readonly tellRaw: (party: string, body: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** An installation that may be started again over what it keeps. */
export interface ErasingWorld {
  /** With a story's clock that begins then. */
  readonly start: (from: Instant) => Promise<ErasingHub>;
  /** Everything that it keeps and tells to others, as it lies now, while it runs or when it does not. */
  readonly lying: () => Promise<readonly AtRest[]>;
  /** The same as whoever has every key that is left reads it. While nothing of it runs. */
  readonly opened: () => Promise<readonly AtHand[]>;
  /** By its own tools, while it runs or when it does not. */
  readonly backup: () => Promise<Backup>;
}

export interface Backup {
  /** Another installation over it, with the list of what has been erased as that lies when it is started. */
  readonly restored: () => Promise<ErasingWorld>;
}

/** Places of a deployment where things lie, as `opened` names them. */
export interface ErasedPlaces {
  readonly log: string;
  readonly waiting: string;
  readonly quarantine: string;
}

interface Asked {
  readonly as?: string;
  readonly body?: unknown;
}

async function ask(
  { urls, tokenOf }: Pick<ErasingHub, 'urls' | 'tokenOf'>,
  path: string,
  { as = NAMND, body }: Asked = {},
): Promise<{ status: number; text: string }> {
  const headers = {
    authorization: `Bearer ${await tokenOf(as)}`,
    'content-type': 'application/json',
    'HVB-Purpose': 'caseHandling',
  };
  const url = path.startsWith('http') ? path : `${urls[0]}${path}`;
  if (url.includes(LIVE)) return toldSoFar(url, headers);
  const answer = await fetch(url, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

const quarantined = async (hub: ErasingHub): Promise<readonly string[]> =>
  (
    JSON.parse((await ask(hub, '/v1/quarantine?limit=100')).text) as { entries: { quarantineId: string }[] }
  ).entries.map(({ quarantineId }) => quarantineId);

/** Every door of a process that answers a question, with what there is in place of what it asks for. */
async function questions(hub: ErasingHub, url: string): Promise<readonly string[]> {
  const described = JSON.parse((await ask(hub, `${url}/openapi.json`)).text) as {
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
    return asked.flatMap((one) => [`${url}${one}`, ...(query.length === 0 ? [] : [`${url}${one}?${query.join('&')}`])]);
  });
}

/** Which of these texts which doors tell, whoever asks: `GET /v1/… : text`. */
async function shown(hub: ErasingHub, texts: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const url of hub.urls)
    for (const path of await questions(hub, url))
      for (const as of EVERYBODY)
        for (const text of foundIn(Buffer.from((await ask(hub, path, { as })).text), texts))
          found.add(
            `${path
              .slice(url.length)
              .split('?')[0]!
              .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '…')}: ${text}`,
          );
  const search = await ask(hub, `${hub.urls.at(-1)}/v1/search`, {
    as: `${NAMND}@caseWorker`,
    body: { number: NUMBER },
  });
  if (search.text.includes(adult.placementId)) found.add('POST /v1/search');
  return [...found].sort();
}

/** Which of these texts lie where, each once. */
const foundAt = (places: readonly AtRest[], texts: readonly string[]): readonly string[] =>
  [...new Set(places.flatMap(({ place, bytes }) => foundIn(bytes, texts).map((text) => `${place}: ${text}`)))].sort();

/** What was refused of the child is shown to who sent it. */
const ofChildAlone = [`/v1/quarantine/…: ${KEPT}`];

const weed = (hub: ErasingHub) =>
  ask(hub, '/v1/operator/weeding', { as: 'operator', body: { controller: NAMND, person: ADULT } });
const countOf = async (hub: ErasingHub, path: string, list: string): Promise<number> =>
  (JSON.parse((await ask(hub, path)).text) as Record<string, readonly unknown[]>)[list]?.length ?? -1;

/** Declares what must hold of a deployment. */
export function erasureContract(open: () => Promise<ErasingWorld>, places: ErasedPlaces): void {
  const hubs: ErasingHub[] = [];
  let world: ErasingWorld;
  let before: Backup;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(async () => {
    for (const hub of hubs) await hub.stop();
  });
  const started = async (one: ErasingWorld, from: string): Promise<ErasingHub> => {
    const hub = await one.start(from as Instant);
    hubs.push(hub);
    return hub;
  };
  const lying = async (one: ErasingWorld, texts: readonly string[]) => foundAt(await one.lying(), texts);
  /** In the clear, or by every key that is left. */
  const atHand = async (one: ErasingWorld, texts: readonly string[]) =>
    foundAt([...(await one.lying()), ...(await one.opened())], texts);

  it(
    'has come in in every way, and is found where keys open it and by who may ask, and nowhere in the clear (A-076)',
    async () => {
      const hub = await started(world, DUE);
      for (const event of [registered, begun!, moved!, eventsOf(child)[0]!])
        expect(await hub.tell(event)).toBe('accepted');
      // What comes before that which it disputes has a receipt that is told later.
      expect(await hub.tell(saying(disputed!, told))).toBe('waiting');
      for (const event of [proposed!, ended!]) expect(await hub.tell(event)).toBe('accepted');
      for (const event of [waiting, waitingOfChild]) expect(await hub.tell(event)).toBe('waiting');
      for (const event of [refused, ofChild]) expect(await hub.tell(event)).not.toMatch(/accepted|waiting|duplicate/);
      await hub.tellRaw(NAMND, `{"half": "${told}`);
      expect(await countOf(hub, '/v1/receipts', 'receipts')).toBe(1);
      expect(await quarantined(hub)).toHaveLength(3);
      const doors = await shown(hub, TELLING);
      for (const door of ['/v1/placements/…/timeline', '/v1/quarantine/…'])
        expect(doors).toEqual(expect.arrayContaining(TELLING.map((text) => `${door}: ${text}`)));
      expect(doors).toContain('POST /v1/search');
      await hub.stop();
      before = await world.backup();

      expect(await lying(world, TELLING)).toEqual([]);
      const found = await atHand(world, [...TELLING, KEPT]);
      for (const text of [NUMBER, BORN, GOAL, PLACE]) expect(found).toContain(`${places.log}: ${text}`);
      for (const text of TELLING)
        expect(found).toEqual(expect.arrayContaining([`${places.waiting}: ${text}`, `${places.quarantine}: ${text}`]));
      expect(found).toContain(`${places.log}: ${KEPT}`);
    },
    MS_MAX,
  );

  it(
    'is had from nowhere when its keys are destroyed: no byte that is kept, under any key left, nor in a backup of then, and no door (SoL 16:1)',
    async () => {
      const hub = await started(world, DUE);
      expect((await weed(hub)).status).toBe(200);
      expect(await shown(hub, [...TELLING, KEPT])).toEqual(ofChildAlone);
      expect(await countOf(hub, '/v1/receipts', 'receipts')).toBe(0);
      // What was refused and what waits of another stay.
      expect(await quarantined(hub)).toHaveLength(1);
      // As it lies while it runs, journals and all.
      expect(await lying(world, TELLING)).toEqual([]);
      const after = await (await world.backup()).restored();
      await hub.stop();
      for (const one of [world, after]) {
        expect(await atHand(one, TELLING)).toEqual([]);
        expect(await atHand(one, [KEPT])).toContain(`${places.log}: ${KEPT}`);
      }
    },
    MS_MAX,
  );

  it(
    'is not had again by a start, nor from a backup from before that is restored with the list of what was erased (B10)',
    async () => {
      let hub = await started(world, LATER);
      expect(await shown(hub, TELLING)).toEqual([]);
      await hub.stop();
      const old = await before.restored();
      expect(await atHand(old, TELLING)).toContain(`${places.waiting}: ${NAME}`);
      hub = await started(old, LATER);
      expect(await shown(hub, [...TELLING, KEPT])).toEqual(ofChildAlone);
      await hub.stop();
      expect(await atHand(old, TELLING)).toEqual([]);
      expect(await atHand(old, [KEPT])).toContain(`${places.log}: ${KEPT}`);
    },
    MS_MAX,
  );
}
