/** Every door that reads of people: what leaves is entered, and where it cannot be nothing leaves (HSLF-FS 2016:40 4:9, B11). */
import { DOORS, type DoorName, type Recorded } from '#access';
import { SUBJECT_KINDS } from '#domain';
import { aRegistration, uuid } from '../support/case-builder.js';
import { notEntered } from '../support/left-in-answers.js';
import { openAllDoors, type AllDoors, type AskedAt } from '../support/open-all-doors.js';
import { toldCase, toldOfEveryKind } from '../support/told-case.js';
import { dalarnaEvents, type WireEvent } from '../support/wire-events.js';
import {
  ASKED,
  ASKED_ELSEWHERE,
  LABEL,
  NAMND,
  NUMBER,
  PLACEMENT,
  REGION,
  STRANGER,
  TAKES_NO_PURPOSE,
  type AskedOfPeople,
} from './doors-of-people.data.js';

const AUTHORITIES = [NAMND, REGION, STRANGER, 'hub'];
/** Of those who are told here, by whose number one is looked for. */
const withNumber = (event: WireEvent): WireEvent => {
  const { person } = event.data as { readonly person?: object };
  return person
    ? { ...event, data: { ...event.data, person: { ...person, identity: { personnummer: NUMBER } } } }
    : event;
};

const OTHER_ACCESS = { reason: 'Medvetslös på akutmottagningen', minutes: 60, accessId: uuid('access/B') };

let doors: AllDoors;
let refusedId: string;

/** A message of which the region's signature comes before what it signs, and one that is refused. */
async function tellAll(): Promise<void> {
  const [registered, started, proposed, byKommun, byRegion, ...rest] = toldCase('W');
  const early = [registered, byRegion, started, proposed, byKommun, ...rest] as readonly WireEvent[];
  for (const event of [...dalarnaEvents(), ...toldOfEveryKind(LABEL).flat().map(withNumber), ...early])
    expect(await doors.tell(event)).toMatchObject({ outcome: expect.stringMatching(/accepted|waiting/) as string });
  const refused = await doors.tell({ ...proposed!, id: 'not-so', data: { unknown: true } });
  expect(refused.outcome).toBe('rejected');
  refusedId = refused.quarantineId ?? '';
}

beforeAll(async () => {
  doors = await openAllDoors('2026-01-20T09:00:00.000Z');
  await tellAll();
  await doors.rowsThere();
});
afterAll(() => doors.close());

const pathOf = ({ route, at = {}, query = '' }: AskedOfPeople): string =>
  Object.entries(at)
    .reduce((path, [name, id]) => path.replace(`{${name}}`, id), route)
    .replace('REFUSED', refusedId) + query;
const askedAt = ({ as, body, purpose, ...where }: AskedOfPeople): AskedAt => ({
  ...{ as, path: pathOf({ as, ...where }) },
  ...(body === undefined ? {} : { body }),
  ...(purpose === undefined ? {} : { purpose }),
});
const all = (): readonly (readonly [DoorName, AskedOfPeople])[] =>
  (Object.keys(ASKED) as (keyof typeof ASKED)[]).flatMap((door) => ASKED[door].map((one) => [door, one] as const));

/** The feed of a party begins when it is first asked for. */
const beginFeed = async (): Promise<void> => {
  await doors.ask({ as: REGION, path: '/v1/feed' });
};

const counted = async (): Promise<ReadonlyMap<string, number>> =>
  new Map(await Promise.all(AUTHORITIES.map(async (one) => [one, (await doors.entriesOf(one)).length] as const)));
async function since(before: ReadonlyMap<string, number>): Promise<readonly Recorded[]> {
  const entries = await Promise.all(
    AUTHORITIES.map(async (one) => (await doors.entriesOf(one)).slice(before.get(one) ?? 0)),
  );
  return entries.flat();
}

const NAMES = new RegExp(`(?:${SUBJECT_KINDS.join('|')})/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`, 'g');
const doorOf = (entry: Recorded): string => (entry.is === 'access' ? entry.door : 'reviewReads');
const outcomeOf = (entry: Recorded): string => (entry.is === 'access' ? entry.outcome : 'reviewed');
const itemsOf = (entry: Recorded) => (entry.is === 'access' ? entry.items : []);

/** A page of a feed is entered stream by stream: a deviation, costs and a handover with their placement. An agreement is of nobody. */
const isEntered = (name: string, entered: ReadonlySet<string>): boolean => {
  const [kind, id] = name.split('/') as [string, string];
  if (kind === 'agreement' || entered.has(name) || entered.has(`placement/${id}`)) return true;
  return kind === 'deviation' && entered.has(`placement/${PLACEMENT}`);
};

/** Of what they tell the things are named in rules, and what is read is the stream that was asked after. */
const TELLS_OF_STEPS: ReadonlySet<DoorName> = new Set(['explain', 'whatIf', 'replay']);

describe('the doors that read of people', () => {
  it('are all asked here: those that take a purpose, each by every route that it has', async () => {
    const ofPeople = Object.entries(DOORS).flatMap(([name, law]) => ('purpose' in law ? [name] : []));
    expect(Object.keys(ASKED).sort()).toEqual(ofPeople.sort());
    const { text } = await doors.ask({ as: NAMND, path: '/openapi.json' });
    const described = JSON.parse(text) as { readonly paths: Readonly<Record<string, unknown>> };
    const routes = Object.keys(described.paths).filter((path) => path.startsWith('/v1/'));
    const asked = new Set(all().map(([, { route }]) => route));
    const others = routes.filter((path) => !asked.has(path) && !(path in ASKED_ELSEWHERE));
    expect(others.filter((path) => !/^\/v1\/audit\/(checkpoint|proof|tile|witness)/.test(path)).sort()).toEqual(
      [...TAKES_NO_PURPOSE].sort(),
    );
    expect([...asked].filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('enter what has left, field by field or thing by thing, before it does (A5, B11)', async () => {
    await beginFeed();
    let fields = 0;
    for (const [door, asked] of all()) {
      const before = await counted();
      const { status, text } = await doors.ask(askedAt(asked));
      const where = [door, asked.route];
      expect([...where, status < 300, text]).toEqual([...where, true, text]);
      const entries = (await since(before)).filter((entry) => doorOf(entry) === door);
      expect([
        ...where,
        entries.length > 0,
        entries.map(outcomeOf).filter((one) => !asked.outcome.includes(one)),
      ]).toEqual([...[...where, true, []]]);
      const items = entries.flatMap(itemsOf);
      if (asked.isOfNobody) {
        expect([...where, items]).toEqual([...where, []]);
        continue;
      }
      if (asked.left) {
        const left = asked.left(JSON.parse(text));
        expect([...where, notEntered(left, [{ items }])]).toEqual([...where, []]);
        fields += left.length;
        continue;
      }
      const named = [...new Set(text.match(NAMES) ?? [])];
      const entered = new Set(items.map(({ subject }) => `${subject.kind}/${subject.id}`));
      expect([...where, items.length > 0]).toEqual([...where, true]);
      if (!TELLS_OF_STEPS.has(door))
        expect([...where, named.filter((one) => !isEntered(one, entered))]).toEqual([...where, []]);
      if (door === 'search') expect(items.map(({ person }) => person)).toContain(aRegistration.person.personId);
    }
    expect(fields).toBeGreaterThan(100);
  });

  it('answer 503 while the ledger is away, with no byte of anybody, and telling goes on (A5, B11)', async () => {
    await beginFeed();
    for (const [, asked] of all().filter(([door]) => door === 'emergencyAccess')) await doors.ask(askedAt(asked));
    doors.takeAway(true);
    for (const [door, asked] of all()) {
      const { status, text } = await doors.ask(askedAt(asked));
      const { code, ...problem } = JSON.parse(text) as Readonly<Record<string, unknown>>;
      const where = [door, asked.route];
      expect([...where, status, code]).toEqual([...where, 503, 'LedgerUnavailable']);
      expect([...where, Object.keys(problem).sort()]).toEqual([
        ...where,
        expect.arrayContaining(['status', 'title', 'type']),
      ]);
      const ids = [
        ...(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []),
        ...(text.match(/\d{10,12}/g) ?? []),
      ];
      expect([...where, ids.filter((id) => !asked.route.includes(id))]).toEqual([...where, []]);
    }
    const [, next] = toldCase('X');
    const [registered] = toldCase('X');
    expect(await doors.tell(registered as WireEvent)).toMatchObject({ outcome: 'accepted' });
    expect(await doors.tell(next as WireEvent)).toMatchObject({ outcome: 'accepted' });
    doors.takeAway(false);
    const [, asked] = all()[0]!;
    expect((await doors.ask(askedAt(asked))).status).toBe(201);
  });

  it('have opened nothing that was not entered, where an emergency was said and the ledger was away: asked again it is entered once', async () => {
    const [emergency] = ASKED.emergencyAccess as readonly [AskedOfPeople, AskedOfPeople];
    const other = { ...askedAt(emergency), as: `region-01@caseWorker`, body: { ...OTHER_ACCESS } };
    const before = (await doors.entriesOf(NAMND)).length;
    doors.takeAway(true);
    expect((await doors.ask(other)).status).toBe(503);
    const view = { as: other.as, path: `/v1/placements/${emergency.at?.['id'] ?? ''}`, purpose: 'caseHandling' };
    expect((await doors.ask(view)).status).toBe(503);
    expect(await doors.entriesOf(NAMND)).toHaveLength(before);
    doors.takeAway(false);
    const { status, text } = await doors.ask(other);
    expect([status, JSON.parse(text)]).toMatchObject([201, { outcome: 'duplicate' }]);
    expect((await doors.entriesOf(NAMND)).slice(before).map(outcomeOf)).toEqual(['emergency']);
    expect((await doors.ask(view)).status).toBe(200);
  });
});
