/** The auditor's door to what if, over HTTP: who may ask, what is refused, and what is answered. */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { aCase, day, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { AT_ONCE_MAX, QUESTION_BYTES_MAX } from './what-if.controller.js';

const story = aCase('P1').emergency().started('2026-01-15');
const sip = aSip('S1')
  .needed()
  .consent('2026-01-12', { validTo: day('2026-12-31') })
  .invited('region-20');
const elsewhere = aCase('P2').emergency({ registeredKommun: '0380' as never }, { by: 'kommun-0380.socialnamnden' });

const OF = `placement/${story.placementId}`;
const THREE = { settings: { emergencyMonths: 3 } };

interface Said {
  readonly on: string;
  readonly type: string;
  readonly eventId?: string;
  readonly data: { readonly kind?: string; readonly dueOn?: string };
  readonly why: { readonly rule: string };
}

interface Answered {
  readonly asOfPosition: string;
  readonly base: { readonly settings: { readonly emergencyMonths: number } } | null;
  readonly other: unknown;
  readonly differences: readonly {
    readonly position: string;
    readonly type: string;
    readonly eventId: string;
    readonly base: { readonly outcome: string };
    readonly other: object;
  }[];
  readonly saidOnlyInBase: readonly Said[];
  readonly saidOnlyInOther: readonly Said[];
}

describe('POST /v1/audit/what-if', () => {
  let hub: SpecHub;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;

  beforeAll(async () => {
    hub = await openSpecHub();
    const told = await hub.tell([...dalarnaEvents(), ...[story, sip, elsewhere].flatMap((one) => eventsOf(one))]);
    expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => 'accepted'));
    const askers = [PLACING_PARTY, REGION, 'operator', 'auditor'];
    ({ app, url, tokens } = await openViewsDoor(hub, await openSpecRows(hub), askers));
  });
  afterAll(async () => {
    await app.close();
    await hub.close();
  });

  const ask = (body: unknown, who = 'auditor', contentType = 'application/json'): Promise<Response> =>
    fetch(`${url}/v1/audit/what-if`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.get(who) ?? ''}`, 'content-type': contentType },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const refused = async (body: unknown, who?: string): Promise<readonly unknown[]> => {
    const response = await ask(body, who);
    const { code, pointer } = (await response.json()) as { readonly code: string; readonly pointer?: string };
    return [response.status, code, pointer];
  };
  const answer = async (body: object): Promise<Answered> => {
    const response = await ask(body);
    expect(response.status).toBe(200);
    return (await response.json()) as Answered;
  };
  const lines = (said: readonly Said[]): readonly string[] =>
    said
      .filter(({ type }) => !type.includes('Reminder'))
      .map(({ on, type, data: { kind, dueOn }, why }) => [on, type.split('.')[3], kind, dueOn, why.rule].join(' '));

  it('is the auditor’s: nobody else’s, whether party or operator', async () => {
    for (const who of [PLACING_PARTY, REGION, 'operator'])
      expect(await refused({ of: OF, ...THREE }, who)).toEqual([403, 'Forbidden', undefined]);
    expect((await ask({ of: OF, ...THREE }, 'nobody')).status).toBe(401);
  });

  it('answers a placement under another setting: a month more, and nothing missed (A-099)', async () => {
    const { saidOnlyInBase, saidOnlyInOther, ...rest } = await answer({ of: OF, ...THREE, asOf: '2026-03-31' });
    expect(rest).toMatchObject({
      of: OF,
      asOf: '2026-03-31',
      base: { rulePack: 'dalarna-hvb-2025', version: 1, settings: { emergencyMonths: 2 } },
      other: { rulePack: 'dalarna-hvb-2025', version: 1, settings: { emergencyMonths: 3 } },
      differences: [
        {
          type: 'se.hvbhub.placement.started.v1',
          source: `/party/${PLACING_PARTY}`,
          base: { outcome: 'accepted', said: [{ data: { dueOn: '2026-03-15' } }, { data: { dueOn: '2026-03-15' } }] },
          other: { outcome: 'accepted', said: [{ data: { dueOn: '2026-04-15' } }, { data: { dueOn: '2026-04-15' } }] },
        },
      ],
    });
    expect(rest).not.toHaveProperty('costs');
    expect(rest).not.toHaveProperty('supposed');
    expect(lines(saidOnlyInBase).slice(2)).toEqual([
      '2026-03-16 deadlineMissed emergencyCostAllocation 2026-03-15 A-099',
      '2026-03-16 findingRaised   A-099',
    ]);
    expect(lines(saidOnlyInOther)).toHaveLength(2);
    const [{ position, eventId } = { position: '', eventId: '' }] = rest.differences;
    expect(position).toMatch(/^\d+$/);
    expect(saidOnlyInBase[0]).toMatchObject({ eventId });
    expect(saidOnlyInBase.at(-1)).not.toHaveProperty('eventId');
  });

  it('says what it is of in the header, and records nothing', async () => {
    const before = await hub.log.head();
    const response = await ask({ of: OF, ...THREE });
    const { asOfPosition } = (await response.json()) as Answered;
    expect([response.headers.get('hvb-as-of-position'), asOfPosition]).toEqual([before, before]);
    expect(await hub.log.head()).toBe(before);
  });

  it('answers another pack, and what would be refused under the other terms with its code and rule (A-040)', async () => {
    expect(await answer({ of: OF, rulePack: 'karlsborg-internal', asOf: '2026-01-31' })).toMatchObject({ other: null });
    const { differences } = await answer({
      of: `sip/${sip.sipId}`,
      settings: { consentMonthsMax: 6 },
      asOf: '2026-01-31',
    });
    expect(differences).toMatchObject([
      { other: { outcome: 'rejected', code: 'ConsentTooLong', pointer: '/data/validTo', rule: 'A-040', said: [] } },
      { other: { outcome: 'accepted', without: [differences[0]!.eventId] } },
    ]);
    expect(differences[0]!.base).not.toHaveProperty('without');
  });

  it('supposes an agreement of the pack where none judges, and says so; settings alone it cannot answer', async () => {
    const of = `placement/${elsewhere.placementId}`;
    expect(await answer({ of, rulePack: 'dalarna-hvb-2025' })).toMatchObject({ base: null, supposed: true });
    expect(await refused({ of, ...THREE })).toEqual([400, 'MissingField', '/rulePack']);
  });

  it('shows nothing that is sealed: no name, no free text, no birth date', async () => {
    const text = JSON.stringify(await answer({ of: OF, rulePack: 'vetlanda-2023', asOf: '2026-12-31' }));
    for (const sealed of ['2012-', 'Björk', 'goals', 'birthDate']) expect(text).not.toContain(sealed);
  });

  it.each<readonly [string, unknown, readonly unknown[]]>([
    ['of nothing', THREE, [400, 'MissingField', '/of']],
    ['of what is no subject', { of: 'placement/x', ...THREE }, [400, 'InvalidValue', '/of']],
    ['of a deviation', { of: `deviation/${uuid('x')}`, ...THREE }, [400, 'InvalidValue', '/of']],
    ['that asks nothing', { of: OF }, [400, 'MissingField', '/rulePack']],
    ['that asks nothing of settings', { of: OF, settings: {} }, [400, 'MissingField', '/rulePack']],
    ['with a pack that is none', { of: OF, rulePack: 'x' }, [400, 'InvalidValue', '/rulePack']],
    ['with a version that is none', { of: OF, rulePackVersion: 99 }, [400, 'InvalidValue', '/rulePackVersion']],
    ['with a version that is no number', { of: OF, rulePackVersion: '1' }, [400, 'InvalidValue', '/rulePackVersion']],
    ['with a setting that is none', { of: OF, settings: { x: 1 } }, [400, 'UnknownField', '/settings/x']],
    [
      'with a setting out of its bounds',
      { of: OF, settings: { emergencyMonths: 0 } },
      [400, 'InvalidValue', '/settings/emergencyMonths'],
    ],
    ['with another field', { of: OF, ...THREE, x: 1 }, [400, 'UnknownField', '/x']],
    ['as of no day', { of: OF, ...THREE, asOf: '2026-02-30' }, [400, 'InvalidValue', '/asOf']],
    ['that is no object', [1], [400, 'WrongType', '']],
    ['that is no JSON', '{', [400, 'MalformedJson', undefined]],
    ['of a placement that is not there', { of: `placement/${uuid('x')}`, ...THREE }, [404, 'NotFound', undefined]],
    ['of one before it was', { of: OF, ...THREE, asOf: '2025-12-31' }, [404, 'NotFound', undefined]],
    ['that is too large', ' '.repeat(QUESTION_BYTES_MAX + 1), [413, 'TooLarge', undefined]],
  ])('refuses a question %s', async (_, body, expected) => {
    expect(await refused(body)).toEqual(expected);
  });

  it('lists the packs, versions and settings that there are', async () => {
    const expected = async (body: object): Promise<unknown> =>
      ((await (await ask(body)).json()) as { readonly expected: string }).expected;
    expect(await expected({ of: OF, rulePack: 'x' })).toBe(
      'ord / word: dalarna-hvb-2025 | vetlanda-2015 | vetlanda-2023 | karlsborg-internal',
    );
    expect(await expected({ of: OF, rulePackVersion: 99 })).toBe('heltal / integer: 1');
    expect(await expected({ of: OF, settings: { x: 1 } })).toContain('emergencyMonths');
  });

  it('works on so many at once, and asks others to come again', async () => {
    const body = { of: OF, ...THREE, asOf: '2027-12-31' };
    const responses = await Promise.all(Array.from({ length: AT_ONCE_MAX + 4 }, () => ask(body)));
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(AT_ONCE_MAX);
    const sentAway = responses.filter(({ status }) => status === 429);
    expect(sentAway.length).toBeGreaterThan(0);
    expect(sentAway.map(({ headers }) => headers.get('retry-after'))).toEqual(sentAway.map(() => '2'));
    expect((await ask(body)).status).toBe(200);
  });
});
