/** What a recipient may see, explained over HTTP: to a principal of any recipient, to others of their own access. */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { aCase, day, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { endOf, groundOf } from '../../../../test/support/grounds.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

const OTHER_REGION = 'region-21';
const OTHER_NAMND = 'kommun-2080.vardnamnden';
/** A duty to tell the region what is sensitive, ended; a trial by which another region sees one message. */
const story = aCase('P1')
  .registered({}, { id: 'r' })
  .childHeard('2026-01-13', { id: 'heard' })
  .said('placement.disclosureDecided', groundOf('2026-01-20', { covers: { classes: ['sensitive'] } }), {
    at: '2026-01-20',
  })
  .said(
    'placement.disclosureDecided',
    groundOf('2026-01-21', {
      ...{ groundId: uuid('ground/G2'), recipient: OTHER_REGION as never, covers: { messages: ['heard'] } },
      ...{ ground: 'harmTest', outcome: 'noHarm', to: day('2026-02-10') },
    } as never),
    { at: '2026-01-21' },
  )
  .said('placement.disclosureEnded', endOf('2026-02-01'), { at: '2026-02-01' });
const elsewhere = aCase('P2').emergency({ registeredKommun: '0380' as never }, { by: 'kommun-0380.socialnamnden' });
const sip = aSip('S1')
  .needed({}, { id: 'n' })
  .consent('2026-01-12', { recipients: [REGION], excludedRecipients: ['region-20.bup'] } as never)
  .invited('region-20')
  .invited('region-20.bup', { invitationId: uuid('invitation/I2') });

const OF = `placement/${story.placementId}`;
const NEVER = uuid('placement/never');

interface Field {
  readonly pointer: string;
  readonly class: string;
  readonly shown: boolean;
  readonly ground?: { readonly ground?: string } | null;
  readonly withheld?: { readonly reason: string };
}
interface Message {
  readonly position: string;
  readonly type: string;
  readonly outcome: string;
  readonly by: string;
  readonly because?: { readonly reason: string };
  readonly fields: readonly Field[];
}
interface Explained {
  readonly recipient: string;
  readonly unit?: string;
  readonly asOf: string;
  readonly asOfPosition: string;
  readonly messages: readonly Message[];
}

describe('GET /v1/explain', () => {
  let hub: SpecHub;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;

  beforeAll(async () => {
    hub = await openSpecHub();
    const told = await hub.tell([...dalarnaEvents(), ...[story, elsewhere, sip].flatMap((one) => eventsOf(one))]);
    expect(told.map(({ outcome, problem }) => problem ?? outcome)).toEqual(told.map(() => 'accepted'));
    await hub.time.moveTo('2026-02-05T08:00:00.000Z' as never);
    const askers = [PLACING_PARTY, REGION, 'region-20.bup', OTHER_REGION, OTHER_NAMND, 'auditor', 'operator'];
    ({ app, url, tokens } = await openViewsDoor(hub, await openSpecRows(hub), askers));
  });
  afterAll(async () => {
    await app.close();
    await hub.close();
  });

  const ask = (asked: Readonly<Record<string, string>>, who: string): Promise<Response> =>
    fetch(`${url}/v1/explain?${new URLSearchParams(asked).toString()}`, {
      headers: { authorization: `Bearer ${tokens.get(who) ?? ''}` },
    });
  const explained = async (asked: Readonly<Record<string, string>>, who: string): Promise<Explained> => {
    const response = await ask(asked, who);
    expect(response.status).toBe(200);
    return (await response.json()) as Explained;
  };
  const refused = async (asked: Readonly<Record<string, string>>, who: string): Promise<readonly unknown[]> => {
    const response = await ask(asked, who);
    const { code, pointer } = (await response.json()) as { readonly code: string; readonly pointer?: string };
    return [response.status, code, pointer];
  };
  const ofType = ({ messages }: Explained, type: string): Message => {
    const found = messages.find((one) => one.type === `se.hvbhub.${type}.v1`);
    if (!found) throw new Error(`no ${type}`);
    return found;
  };
  const inWords = ({ fields }: Message): Readonly<Record<string, string>> =>
    Object.fromEntries(
      fields.map(({ pointer, shown, ground, withheld }) => [
        pointer,
        shown ? (ground === null ? 'none is needed' : (ground?.ground ?? 'not named')) : (withheld?.reason ?? ''),
      ]),
    );
  const HEARD = 'placement.childHeard';
  const REGISTERED = 'placement.registered';

  it('tells the placing nämnd of the region, field by field, with ground, section and days (B12)', async () => {
    const answer = await explained({ recipient: REGION, of: OF, at: '2026-01-25T10:00:00+01:00' }, PLACING_PARTY);
    expect(answer).toMatchObject({ recipient: REGION, asOf: '2026-01-25' });
    const registered = ofType(answer, REGISTERED);
    expect(registered).toMatchObject({ outcome: 'reduced', by: PLACING_PARTY });
    expect(inWords(registered)).toMatchObject({
      ...{ '/mode': 'principalRole', '/goals': 'duty', '/registeredKommun': 'noGround' },
      ...{ '/person/personId': 'noGround', '/person/birthDate': 'noGround' },
    });
    expect(registered.fields.find(({ pointer }) => pointer === '/goals')).toMatchObject({
      class: 'sensitive',
      shown: true,
      ground: {
        ...{ ground: 'duty', sv: 'Uppgiftsskyldighet', en: 'Duty to tell', strength: 'must' },
        ...{ discloser: PLACING_PARTY, from: '2026-01-20', to: null, groundId: uuid('ground/G1') },
        statute: { section: '10:28' },
        why: { rule: expect.any(String) as string },
      },
    });
    expect(registered.fields.find(({ pointer }) => pointer === '/registeredKommun')).toEqual({
      ...{ pointer: '/registeredKommun', class: 'place', shown: false },
      withheld: {
        ...{ reason: 'noGround', rule: 'D-022' },
        sv: 'Ingen grund för att lämna ut uppgiften till mottagaren gäller den dagen.',
        en: 'No ground for disclosing it to the recipient is in force on the day.',
      },
    });
  });

  it('decides anew as the hub would have then: the day before a ground is decided, its last day, and the day it is ended', async () => {
    const goals = async (at?: string) => {
      const asked = { recipient: REGION, of: OF, ...(at === undefined ? {} : { at }) };
      return inWords(ofType(await explained(asked, PLACING_PARTY), REGISTERED))['/goals'];
    };
    expect(await goals('2026-01-19T23:59:59+01:00')).toBe('noGround');
    expect(await goals('2026-01-21T00:00:00+01:00')).toBe('duty');
    expect(await goals('2026-01-31T23:59:59+01:00')).toBe('duty');
    expect(await goals('2026-02-02T00:00:00+01:00')).toBe('withdrawn');
    expect(await goals()).toBe('withdrawn');
  });

  it('takes a position as when, and knows nothing of what was said later', async () => {
    const { messages } = await explained({ recipient: REGION, of: OF }, PLACING_PARTY);
    const [first] = messages;
    const then = await explained({ recipient: REGION, of: OF, at: first!.position }, PLACING_PARTY);
    expect(then.messages).toHaveLength(1);
    expect(then).toMatchObject({ asOfPosition: first!.position, asOf: '2026-01-10' });
    const one = await explained({ recipient: REGION, event: first!.position }, PLACING_PARTY);
    expect(one.messages).toEqual([first]);
  });

  it('tells the region of its own access in the terms of what it is shown, and of no number of goals (B1)', async () => {
    const own = await explained({ recipient: REGION, of: OF }, REGION);
    expect(inWords(ofType(own, REGISTERED))).toMatchObject({ '/person': 'noGround', '/goals': 'withdrawn' });
    expect(Object.keys(inWords(ofType(own, REGISTERED))).filter((one) => one.startsWith('/person/'))).toEqual([]);
  });

  it('tells a principal of another’s access no field that it does not see itself, and no decision that is between others', async () => {
    const toNamnd = await explained({ recipient: OTHER_REGION, of: OF }, PLACING_PARTY);
    expect(inWords(ofType(toNamnd, HEARD))).toEqual({ '/on': 'harmTest', '/how': 'harmTest' });
    expect(ofType(toNamnd, REGISTERED)).toMatchObject({ outcome: 'gone', because: { reason: 'noGround' }, fields: [] });
    const toRegion = await explained({ recipient: OTHER_REGION, of: OF }, REGION);
    expect(inWords(ofType(toRegion, HEARD))).toEqual({ '/on': 'not named' });
    expect(ofType(toRegion, HEARD).fields).toEqual([
      {
        ...{ pointer: '/on', class: 'case', shown: true },
        ground: { discloser: PLACING_PARTY, from: '2026-01-21', to: '2026-02-10' },
      },
    ]);
  });

  it('tells one with a single message by a ground of that alone, and no other’s access (else it were an oracle)', async () => {
    const own = await explained({ recipient: OTHER_REGION, of: OF }, OTHER_REGION);
    expect(own.messages.map(({ type }) => type)).toEqual([`se.hvbhub.${HEARD}.v1`]);
    expect(inWords(own.messages[0]!)).toEqual({ '/on': 'harmTest', '/how': 'harmTest' });
    for (const recipient of [REGION, PLACING_PARTY])
      expect(await refused({ recipient, of: OF }, OTHER_REGION)).toEqual([404, 'NotFound', undefined]);
  });

  it('answers alike of another’s case, its messages, and of what never was', async () => {
    const { messages } = await explained({ recipient: OTHER_NAMND, of: OF }, 'auditor');
    const asked = [
      { of: OF },
      { of: `placement/${NEVER}` },
      { of: `placement/${elsewhere.placementId}` },
      { event: messages[0]!.position },
      { event: '999999' },
      { event: '0' },
    ];
    const answers: string[] = [];
    for (const one of asked) {
      const response = await ask({ recipient: OTHER_NAMND, ...one }, OTHER_NAMND);
      answers.push(`${response.status} ${(await response.text()).replace(/"instance":"[^"]*"/, '')}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 /);
  });

  it('tells an auditor of any recipient all, and an operator nothing', async () => {
    const answer = await explained({ recipient: REGION, of: OF }, 'auditor');
    expect(inWords(ofType(answer, REGISTERED))).toMatchObject({
      '/person/personId': 'noGround',
      '/goals': 'withdrawn',
    });
    expect(await refused({ recipient: REGION, of: OF }, 'operator')).toEqual([403, 'Forbidden', undefined]);
  });

  it('of a SIP is not there for whom the individual has left out, and says so to who takes part (A-038)', async () => {
    const of = `sip/${sip.sipId}`;
    expect(await refused({ recipient: 'region-20.bup', of }, 'region-20.bup')).toEqual([404, 'NotFound', undefined]);
    const answer = await explained({ recipient: 'region-20.bup', of }, PLACING_PARTY);
    expect(ofType(answer, 'sip.needIdentified')).toMatchObject({ outcome: 'gone', because: { reason: 'excluded' } });
    expect(ofType(await explained({ recipient: REGION, of }, PLACING_PARTY), 'sip.needIdentified').outcome).toBe(
      'full',
    );
  });

  it('explains nothing of what the hub says, and of nothing else than what was said of the subject', async () => {
    const { messages } = await explained({ recipient: REGION, of: OF }, 'auditor');
    expect(messages).toHaveLength(story.facts.length);
    const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
    const saying = events.find(({ type }) => type.includes('.deadlineSet.') || type.includes('.findingRaised.'));
    expect(await refused({ recipient: REGION, event: String(saying!.position) }, 'auditor')).toEqual([
      ...[404, 'NotFound', undefined],
    ]);
  });

  it('is refused where it is not in its form, or asks of what has not been', async () => {
    const wrong: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ of: OF }, '/recipient'],
      [{ recipient: 'region-99', of: OF }, '/recipient'],
      [{ recipient: REGION }, '/of'],
      [{ recipient: REGION, of: OF, event: '1' }, '/of'],
      [{ recipient: REGION, of: 'placement/1' }, '/of'],
      [{ recipient: REGION, event: 'x' }, '/event'],
      [{ recipient: REGION, of: OF, unit: 'BUP' }, '/unit'],
      [{ recipient: REGION, of: OF, unit: '201212121212' }, '/unit'],
      [{ recipient: REGION, of: OF, at: 'yesterday' }, '/at'],
      [{ recipient: REGION, of: OF, at: '2026-02-05T09:00:00.001+01:00' }, '/at'],
      [{ recipient: REGION, of: OF, at: '999999' }, '/at'],
      [{ recipient: REGION, of: OF, limit: '1' }, '/limit'],
    ];
    for (const [asked, pointer] of wrong)
      expect(await refused(asked, PLACING_PARTY)).toEqual([400, 'BadRequest', pointer]);
    expect((await explained({ recipient: REGION, of: OF, at: '2026-02-05T09:00:00+01:00' }, PLACING_PARTY)).asOf).toBe(
      '2026-02-05',
    );
  });
});
