import { aCase, REGION } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { initiated } from '../../../../test/support/handover-steps.js';
import { openHubDoor, type HubDoor } from '../../../../test/support/hub-door.js';
import { openSpecHub } from '../../../../test/support/open-hub.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';

const PATH = '/v1/feed/acknowledgements';
const concern = aConcern('O1').reported('2026-02-02');
const subject = `concern/${concern.concernId}`;
const opened = { unit: 'mottagning', on: '2026-02-03' };

describe('the door by which a reader of a feed says that it has opened a notice (B5)', () => {
  let door: HubDoor;
  let eventId: string;
  beforeEach(async () => {
    door = await openHubDoor('2026-02-03T08:00:00.000Z');
    const body = JSON.stringify(eventsOf(concern)[0]);
    await door.post(body, { 'content-type': 'application/cloudevents+json' }, 'region').expect(202);
    const [reported] = await door.log.readStream(`concern-${concern.concernId}`);
    eventId = reported?.eventId ?? '';
  });
  afterEach(() => door.close());

  const types = async (): Promise<readonly string[]> =>
    (await door.log.readStream(`concern-${concern.concernId}`)).map(({ type }) => type);
  const refusedWith = async (body: object, as = 'kommun') => {
    const answer = await door.say(PATH, body, as);
    const { code, pointer } = answer.body as { readonly code: string; readonly pointer?: string };
    return [answer.status, code, ...(pointer === undefined ? [] : [pointer])];
  };

  it('records it as the fact of that kind, by that party, and says where it stands', async () => {
    const answer = await door.say(PATH, { subject, eventId, opened }).expect(201);
    expect(answer.body).toEqual({ outcome: 'accepted', position: await door.log.head() });
    expect(await types()).toContain('se.hvbhub.concern.opened.v1');
  });

  it('records the same once, whenever it is told again; another unit opens for itself', async () => {
    await door.say(PATH, { subject, eventId, opened }).expect(201);
    const before = await types();
    await door.time.moveTo('2026-02-03T09:30:00.000Z' as never);
    const again = await door.say(PATH, { subject, eventId, opened }).expect(201);
    expect(again.body).toEqual({ outcome: 'duplicate', position: await door.log.head() });
    expect(await types()).toEqual(before);
    await door.say(PATH, { subject, eventId, opened: { ...opened, unit: 'barnenheten' } }).expect(201);
    expect((await types()).length).toBe(before.length + 1);
  });

  it('refuses alike what is not there, what was sent to another, and what is no notice (A7)', async () => {
    const before = await door.log.head();
    const none = '11111111-1111-4111-8111-111111111111';
    expect(await refusedWith({ subject, eventId, opened }, 'stranger')).toEqual([404, 'NotFound']);
    expect(await refusedWith({ subject, eventId, opened }, 'otherNamnd')).toEqual([404, 'NotFound']);
    expect(await refusedWith({ subject, eventId: none, opened })).toEqual([404, 'NotFound']);
    for (const kind of ['handover', 'sip', 'concern', 'discharge'])
      for (const as of ['kommun', 'region'])
        expect(await refusedWith({ subject: `${kind}/${none}`, eventId: none, opened }, as)).toEqual([404, 'NotFound']);
    expect(await refusedWith({ subject: 'concern/19121212-1212-0000-0000-000000000000', eventId, opened })).toEqual([
      ...[404, 'NotFound'],
    ]);
    expect(await door.log.head()).toBe(before);
    expect(await door.hub.room.streams()).toEqual([]);
  });

  it.each<[object, readonly unknown[]]>([
    [{ eventId: 'e', opened }, [400, 'MissingField', '/subject']],
    [{ subject: 'placement/11111111-1111-4111-8111-111111111111', opened }, [400, 'InvalidValue', '/subject']],
    [{ subject: 17, opened }, [400, 'InvalidValue', '/subject']],
    [{ subject, eventId: 'e', opened }, [400, 'InvalidValue', '/eventId']],
    [{ subject, opened }, [400, 'MissingField', '/eventId']],
    [{ subject, eventId: 'e' }, [400, 'MissingField', '/opened']],
    [{ subject, eventId: 'e', opened: [] }, [400, 'WrongType', '/opened']],
    [{ subject, eventId: 'e', opened: null }, [400, 'WrongType', '/opened']],
    [{ subject, eventId: 'e', opened: { ...opened, by: 'x' } }, [400, 'UnknownField', '/opened']],
    [{ subject, eventId: 'e', opened, more: 1 }, [400, 'UnknownField', '/more']],
  ])('refuses %j', async (body, refused) => {
    expect(await refusedWith(body)).toEqual(refused);
  });

  it('points into what was sent where the law or the form refuses it', async () => {
    expect(await refusedWith({ subject, eventId, opened: { unit: 'mottagning' } })).toEqual([
      ...[400, 'MissingField', '/opened/on'],
    ]);
    expect(await refusedWith({ subject, eventId, opened: { ...opened, on: '2026-02-04' } })).toEqual([
      ...[422, 'DateInTheFuture', '/opened/on'],
    ]);
    expect(await refusedWith({ subject, eventId, opened: { ...opened, on: '2026-02-01' } })).toEqual([
      ...[422, 'DateInconsistent', '/opened/on'],
    ]);
  });

  it('is for whoever may tell facts, and no auditor', async () => {
    expect(await refusedWith({ subject, eventId, opened }, 'auditor')).toEqual([403, 'Forbidden']);
  });
});

describe('what is opened from a feed', () => {
  const sip = aSip('S1').needed().invited(REGION);
  const handover = initiated(aCase().emergency().started('2026-01-15'), '2026-02-01', {}, { id: 'h' });
  const SENT: Readonly<
    Record<'sip' | 'handover', { id: string; stream: string; events: readonly WireEvent[]; by: string }>
  > = {
    sip: { id: sip.sipId, stream: `sip-${sip.sipId}`, events: eventsOf(sip), by: REGION },
    handover: {
      ...{ id: handover.placementId, stream: `case-${handover.placementId}`, by: 'region-21' },
      events: eventsOf(handover),
    },
  };

  it.each<['sip' | 'handover', string, string]>([
    ['sip', 'sip.invited', 'sip.opened'],
    ['handover', 'handover.initiated', 'placement.opened'],
  ])('of a %s, which %s tells of, is %s (A-049, A-075)', async (kind, type, fact) => {
    const { id, stream, events, by } = SENT[kind];
    const hub = await openSpecHub();
    await hub.tell(events);
    await hub.time.moveTo('2026-02-03T08:00:00.000Z' as never);
    const sent = (await hub.log.readStream(stream as never)).find((one) => one.type === `se.hvbhub.${type}.v1`);
    const notice = { kind, id: id as never, eventId: sent?.eventId, opened: { unit: 'bup', on: '2026-02-02' } };
    const told = await hub.openNotice(by as never, notice);
    expect(told).toEqual({ told: { outcome: 'accepted', position: expect.any(String) } });
    const again = await hub.openNotice(by as never, { ...notice, opened: { on: '2026-02-02', unit: 'bup' } });
    expect(again).toMatchObject({ told: { outcome: 'duplicate' } });
    expect((await hub.types()).filter((one) => one === fact)).toHaveLength(1);
    const foreign = await hub.openNotice('region-13' as never, notice);
    expect(foreign).toMatchObject({ refused: { code: 'NotFound' } });
    await hub.close();
  });
});
