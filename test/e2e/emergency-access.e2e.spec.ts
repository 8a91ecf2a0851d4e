import { startStandalone, type Standalone } from '#standalone';
import { type Instant } from '#domain';
import { aCase, kommun, uuid, type CaseBuilder } from '../support/case-builder.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { eventsOf, sayerOf } from '../support/wire-events.js';

const NAMND = 'kommun-2080.socialnamnden';
const REGION = 'region-20';
/** With no part in any case here. */
const STRANGER = 'region-21';
const NURSE = `${STRANGER}@caseWorker`;
const SECOND = `${STRANGER}@coordinator`;
const BEGINS = '2026-01-20T09:00:00.000Z';
const PURPOSE = 'caseHandling';

const placed = (label: string): CaseBuilder => aCase(label).registered({}).childHeard('2026-01-13');
const OPEN = placed('öppen');
const HIDDEN = placed('skyddad').protectionChanged('sekretessmarkering', '2026-01-14', {}, { at: '2026-01-14' });

let hub: Standalone;

interface Asked {
  readonly as: string;
  readonly body?: unknown;
  readonly method?: string;
}
async function ask(path: string, { as, body, method = body === undefined ? 'GET' : 'POST' }: Asked) {
  const answer = await fetch(`${hub.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await hub.tokenOf(as)}`,
      'content-type': 'application/json',
      ...(as.includes('@') ? { 'hvb-purpose': PURPOSE } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: JSON.parse(text) as Record<string, unknown> };
}
const moveTo = async (now: string): Promise<void> => {
  const { status } = await ask('/v1/simulation/clock', { as: 'operator', body: { now }, method: 'PUT' });
  expect(status).toBe(200);
};
const open = ({ placementId }: { readonly placementId: string }, body: object, as = NURSE) =>
  ask(`/v1/placements/${placementId}/emergency-access`, {
    as,
    body: { reason: 'Medvetslös på akutmottagningen', minutes: 60, ...body },
  });
const approve = ({ placementId }: CaseBuilder, accessId: string, as = SECOND) =>
  ask(`/v1/placements/${placementId}/emergency-access/${accessId}/approval`, { as, method: 'POST' });
const head = ({ placementId }: CaseBuilder, as: string) => ask(`/v1/placements/${placementId}`, { as });

async function tell(event: object, as: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${hub.url}/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await hub.tokenOf(as)}`,
      'content-type': 'application/cloudevents+json',
    },
    body: JSON.stringify(event),
  });
  const [receipt] = (await response.json()) as Record<string, unknown>[];
  return receipt!;
}
const reviewOf = ({ placementId }: CaseBuilder, accessId: string, result: string, on: string) => ({
  ...{ specversion: '1.0', id: `review-${accessId}`, source: `/party/${NAMND}`, time: `${on}T09:00:00Z` },
  ...{ type: 'se.hvbhub.placement.emergencyAccessReviewed.v1', subject: `placement/${placementId}` },
  data: { accessId, result, on },
});

beforeAll(async () => {
  hub = await startStandalone({
    ...{ dataDir: temporaryFolder(), port: 0, logLevel: 'silent', simulationFrom: BEGINS as Instant },
  });
  for (const event of [...eventsOf(OPEN), ...eventsOf(HIDDEN)])
    expect(await tell(event, sayerOf(event))).toMatchObject({ outcome: 'accepted' });
});
afterAll(() => hub.stop());

describe('a case, to a person of an authority with no part in it', () => {
  const accessId = uuid('access/E1');

  it('is not there before the person has said that there is an emergency', async () => {
    expect([(await head(OPEN, NURSE)).status, (await head(OPEN, SECOND)).status]).toEqual([404, 404]);
  });

  it('is opened by nobody for longer than four hours, nor by a machine, nor in another authority’s name', async () => {
    const told = async (asked: ReturnType<typeof open>) => {
      const { status, json } = await asked;
      return [status, json['code'], json['pointer']];
    };
    expect(await told(open(OPEN, { minutes: 241 }))).toEqual([400, 'InvalidValue', '/minutes']);
    expect(await told(open(OPEN, { minutes: 0 }))).toEqual([400, 'InvalidValue', '/minutes']);
    expect(await told(open(OPEN, { reason: ' ' }))).toEqual([400, 'InvalidValue', '/reason']);
    expect(await told(open(OPEN, { accessId: 'E1' }))).toEqual([400, 'InvalidValue', '/accessId']);
    expect(await told(open(OPEN, { until: '2026-01-20' }))).toEqual([400, 'UnknownField', '/until']);
    expect(await told(open(OPEN, {}, STRANGER))).toEqual([403, 'Forbidden', undefined]);
    expect(await told(open(OPEN, {}, `${STRANGER}@costMandate`))).toEqual([403, 'Forbidden', undefined]);
    // A kommun as a whole is no authority (D-026).
    expect(await told(open(OPEN, {}, 'kommun-2081@caseWorker'))).toEqual([403, 'NotYourFactToState', undefined]);
  });

  it('is not told by a system as any fact is', async () => {
    const event = {
      ...{ specversion: '1.0', id: 'x', source: `/party/${STRANGER}`, time: BEGINS },
      ...{ type: 'se.hvbhub.placement.emergencyAccess.v1', subject: `placement/${OPEN.placementId}` },
      data: {
        ...{ accessId, reason: 'Nöd', minutes: 60 },
        by: { party: STRANGER, person: uuid('person/P1') },
      },
    };
    expect(await tell(event, STRANGER)).toMatchObject({ outcome: 'rejected', problem: { code: 'ToldAtItsDoor' } });
  });

  it('is not there either where it never was, and neither is told from the other before it is opened', async () => {
    const { status, json } = await open({ placementId: uuid('placement/aldrig') }, {});
    expect([status, json['code']]).toEqual([404, 'NotFound']);
    expect((await ask('/v1/placements/none/emergency-access', { as: NURSE, body: {} })).status).toBe(404);
  });

  it('is read by that person, from then on and for so many minutes', async () => {
    const { status, json } = await open(OPEN, { minutes: 240, accessId });
    expect([status, json]).toEqual([
      201,
      {
        ...{ accessId, outcome: 'accepted', from: BEGINS, until: '2026-01-20T13:00:00.000Z' },
        position: expect.any(String),
      },
    ]);
    const { json: seen } = await head(OPEN, NURSE);
    expect(seen).toMatchObject({ status: 'registered', hvbKommun: kommun('2081') });
  });

  it('is opened once, however often the same is asked for', async () => {
    await moveTo('2026-01-20T09:30:00.000Z');
    const { status, json } = await open(OPEN, { minutes: 240, accessId });
    expect([status, json]).toMatchObject([201, { outcome: 'duplicate', from: BEGINS }]);
    const { json: other } = await open(OPEN, { minutes: 30, accessId });
    expect(other['code']).toBe('DuplicateIdDifferentContent');
  });

  it('is not open to another person of the authority, nor to its systems', async () => {
    expect([(await head(OPEN, SECOND)).status, (await head(OPEN, STRANGER)).status]).toEqual([404, 404]);
  });

  it('shows no costs by it (A-094)', async () => {
    const { json } = await ask(`/v1/placements/${OPEN.placementId}/timeline`, { as: NURSE });
    const types = (json['entries'] as { readonly type: string }[]).map(({ type }) => type);
    expect(types).toContain('se.hvbhub.placement.registered.v1');
    expect(types.filter((type) => type.includes('costAllocation'))).toEqual([]);
  });

  it('is told to both principals, with who and how long; the nämnd, which reviews it, sees why (H-013)', async () => {
    const seenBy = async (as: string) => {
      const { json } = await ask(`/v1/placements/${OPEN.placementId}/timeline`, { as });
      const entries = json['entries'] as { readonly type: string; readonly data: Record<string, unknown> }[];
      return entries.find(({ type }) => type === 'se.hvbhub.placement.emergencyAccess.v1')?.data;
    };
    const by = { party: STRANGER };
    expect(await seenBy(REGION)).toEqual({ accessId, by, minutes: 240 });
    expect(await seenBy(NAMND)).toEqual({ accessId, by, minutes: 240, reason: 'Medvetslös på akutmottagningen' });
  });

  it('is in the ledger of the authority whose case it is: the call, and each reading, with the ground', async () => {
    const { json } = await ask('/v1/audit/access-log', { as: `${NAMND}@coordinator` });
    const entries = json as unknown as { readonly entry: Record<string, unknown> }[] & Record<string, unknown>;
    const all = JSON.stringify(entries);
    expect(all).toContain('"emergency"');
    expect(all).toContain('BrB 1962:700');
    expect(all).toContain(accessId);
  });

  it('is closed at the very minute, and what was read is not read again (B20)', async () => {
    await moveTo('2026-01-20T12:59:59.999Z');
    expect((await head(OPEN, NURSE)).status).toBe(200);
    await moveTo('2026-01-20T13:00:00.000Z');
    expect((await head(OPEN, NURSE)).status).toBe(404);
    expect((await ask(`/v1/placements/${OPEN.placementId}?asOf=2026-01-20`, { as: NURSE })).status).toBe(404);
  });

  it('cannot be said not to have been read', async () => {
    const event = {
      ...{ specversion: '1.0', id: 'y', source: `/party/${STRANGER}`, time: '2026-01-20T13:00:00Z' },
      ...{ type: 'se.hvbhub.placement.annulled.v1', subject: `placement/${OPEN.placementId}` },
      data: { annulsId: `emergencyAccess-${accessId}`, reason: 'Det var inget' },
    };
    expect(await tell(event, STRANGER)).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'FieldNotAllowedHere', pointer: '/data/annulsId' },
    });
  });

  it('is for the nämnd to review, and found where it was not justified', async () => {
    const deadlines = async (as: string) => {
      const { json } = await ask(`/v1/placements/${OPEN.placementId}/deadlines`, { as });
      return (json as unknown as Record<string, unknown>[]).filter(({ kind }) => kind === 'emergencyAccessReview');
    };
    expect(await deadlines(NAMND)).toMatchObject([{ dueOn: '2026-01-27', status: 'open', responsible: [NAMND] }]);
    expect(await tell(reviewOf(OPEN, accessId, 'justified', '2026-01-20'), REGION)).toMatchObject({
      problem: { code: 'WrongSource' },
    });
    expect(await tell(reviewOf(OPEN, accessId, 'unjustified', '2026-01-20'), NAMND)).toMatchObject({
      outcome: 'accepted',
      findings: [{ rule: 'D-022' }],
    });
    expect(await deadlines(REGION)).toMatchObject([{ status: 'met', metOn: '2026-01-20' }]);
  });
});

describe('where somebody protected is', () => {
  const accessId = uuid('access/E2');

  it('does not go by an emergency alone; it does once another person of the authority has approved it, while it holds (H-012)', async () => {
    expect((await open(HIDDEN, { accessId })).status).toBe(201);
    expect((await head(HIDDEN, NURSE)).json['hvbKommun']).toBeUndefined();
    const refused = async (asked: ReturnType<typeof approve>) => {
      const { status, json } = await asked;
      return [status, json['code']];
    };
    expect(await refused(approve(HIDDEN, accessId, NURSE))).toEqual([403, 'SecondPersonNeeded']);
    expect(await refused(approve(HIDDEN, accessId, STRANGER))).toEqual([403, 'Forbidden']);
    expect(await refused(approve(HIDDEN, accessId, `${REGION}@coordinator`))).toEqual([404, 'NotFound']);
    expect(await refused(approve(HIDDEN, uuid('access/E9')))).toEqual([404, 'NotFound']);
    expect((await approve(HIDDEN, accessId)).json).toMatchObject({ accessId, outcome: 'accepted' });
    expect((await head(HIDDEN, NURSE)).json['hvbKommun']).toBe('2081');
    await moveTo('2026-01-20T14:00:00.000Z');
    expect((await head(HIDDEN, NURSE)).status).toBe(404);
  });

  it('is not approved when the emergency is over', async () => {
    const late = uuid('access/E3');
    await open(HIDDEN, { accessId: late, minutes: 1 });
    await moveTo('2026-01-20T14:01:00.000Z');
    expect((await approve(HIDDEN, late)).json['code']).toBe('EmergencyAccessOver');
  });
});
