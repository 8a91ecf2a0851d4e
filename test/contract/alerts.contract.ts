/** What every store of alerts must do. */
import { type Instant, type PartyId, type Uuid } from '#domain';
import { type Position } from '#event-log';
import { type AlertDelivery, type NewAlert } from '../../apps/projector/src/alerts/alert.js';
import { type AlertStore } from '../../apps/projector/src/alerts/alerts.port.js';

const REGION = 'region-20' as PartyId;
const KOMMUN = 'kommun-2080.socialnamnden' as PartyId;
const at = (minute: number): Instant => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z` as Instant;
const idOf = (n: number): Uuid => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as Uuid;

const place = (n: number): Position => String(n) as Position;
const anAlert = (n: number, more: Partial<NewAlert> = {}): NewAlert => ({
  ...{ id: idOf(n), party: REGION, key: `feed ${n}`, kind: 'deadlineMissed', path: `/v1/feed/events/${n}` },
  ...{ raisedAt: at(n) },
  ...more,
});
const anAddress = (party: PartyId, mail: readonly string[]) => ({ party, mail, subscription: null });

export function alertsContract(open: () => Promise<{ readonly alerts: AlertStore; close(): Promise<void> }>): void {
  let store: AlertStore;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const opened = await open();
    store = opened.alerts;
    close = () => opened.close();
  });
  afterEach(() => close());

  const mails = (minute = 59) => store.due('mail', at(minute), 100);
  const idsOf = (all: readonly AlertDelivery[]) => all.map(({ id }) => id);
  const first = async (): Promise<AlertDelivery> => {
    const [delivery] = await mails();
    if (!delivery) throw new Error('nothing is due');
    return delivery;
  };

  it('keeps where a party is alerted, in place of what it said before, until it takes it away', async () => {
    expect(await store.addressOf(REGION)).toBeUndefined();
    expect(await store.setAddress(anAddress(REGION, ['a@b.example']))).toBe(true);
    expect(await store.setAddress({ ...anAddress(REGION, ['c@d.example']), subscription: idOf(9) })).toBe(true);
    expect(await store.setAddress(anAddress(KOMMUN, []))).toBe(true);
    const own = { party: REGION, mail: ['c@d.example'], subscription: idOf(9) };
    expect(await store.addressOf(REGION)).toEqual(own);
    expect(await store.addresses()).toEqual([anAddress(KOMMUN, []), own]);
    expect([await store.removeAddress(REGION), await store.removeAddress(REGION)]).toEqual([true, false]);
    expect(await store.addresses()).toEqual([anAddress(KOMMUN, [])]);
  });

  it('looks at the log from where it was begun, once, and from nowhere when it is ended', async () => {
    expect(await store.look()).toBeNull();
    await store.beginLook(place(7));
    await store.beginLook(place(9));
    expect(await store.look()).toBe('7');
    await store.endLook();
    expect(await store.look()).toBeNull();
  });

  it('raises by both ways together with the look, all or nothing', async () => {
    await store.beginLook(place(7));
    const look = { before: place(7), through: place(12) };
    const others = anAlert(9, { party: KOMMUN });
    expect(await store.raise({ look, alerts: [anAlert(8), others] })).toBe(true);
    expect(await store.raise({ look, alerts: [anAlert(10)] })).toBe(false);
    expect(await store.look()).toBe('12');
    for (const way of ['mail', 'webhook'] as const)
      expect(await store.due(way, at(8), 100)).toEqual([
        {
          ...{ id: idOf(8), party: REGION, kind: 'deadlineMissed', path: '/v1/feed/events/8', raisedAt: at(8), way },
          ...{ attempts: 0, nextAt: at(8) },
        },
      ]);
    expect((await mails()).map(({ party }) => party)).toEqual([REGION, KOMMUN]);
    expect(await store.raise({ look: { before: place(12), through: place(13) }, alerts: [] })).toBe(true);
    expect(await store.look()).toBe('13');
  });

  it('raises once of each key, of each party', async () => {
    await store.raise({ alerts: [anAlert(1, { key: 'k' })] });
    expect(await store.raise({ alerts: [anAlert(2, { key: 'k' }), anAlert(3)] })).toBe(true);
    await store.raise({ alerts: [anAlert(4, { key: 'k', party: KOMMUN })] });
    expect(idsOf(await mails())).toEqual([idOf(1), idOf(3), idOf(4)]);
    expect(await store.unknown(REGION, ['x', 'k', 'feed 3', 'y'])).toEqual(['x', 'y']);
    expect(await store.unknown(KOMMUN, ['feed 3'])).toEqual(['feed 3']);
  });

  it('gives what is due in the order in which it was raised, as many as are asked for', async () => {
    await store.raise({ alerts: [anAlert(3), anAlert(1), anAlert(2)] });
    expect(idsOf(await store.due('mail', at(2), 100))).toEqual([idOf(1), idOf(2)]);
    expect(idsOf(await store.due('mail', at(59), 2))).toEqual([idOf(1), idOf(2)]);
  });

  it('settles each way by itself: tried again when its time has come, dead for good, sent or sent nowhere', async () => {
    await store.raise({ alerts: [anAlert(1), anAlert(2)] });
    const tried = await first();
    const lastFailure = { at: at(5), why: 'smtp 451' };
    await store.settle(tried, { kind: 'again', attempts: 1, nextAt: at(10), lastFailure });
    expect(idsOf(await mails(9))).toEqual([idOf(2)]);
    expect(await mails(10)).toMatchObject([{ attempts: 1, nextAt: at(10) }, { attempts: 0 }]);
    expect(idsOf(await store.due('webhook', at(9), 9))).toEqual([idOf(1), idOf(2)]);
    // As it was tried the first time it is no more.
    await store.settle(tried, { kind: 'sent' });
    expect(await store.standing(REGION)).toEqual({ waiting: 4, dead: 0, lastFailure });
    const again = await first();
    await store.settle(again, { kind: 'dead', attempts: 2, nextAt: at(6), lastFailure: { at: at(6), why: 'timeout' } });
    await store.settle(again, { kind: 'sent' });
    await store.settle(await first(), { kind: 'sent' });
    const [hook] = await store.due('webhook', at(59), 1);
    await store.settle(hook as AlertDelivery, { kind: 'nowhere' });
    expect(await mails()).toEqual([]);
    expect(await store.standing(REGION)).toEqual({ waiting: 1, dead: 1, lastFailure: { at: at(6), why: 'timeout' } });
    expect(await store.standing(KOMMUN)).toEqual({ waiting: 0, dead: 0, lastFailure: null });
    expect(await store.waiting()).toEqual(new Map([['webhook', 1]]));
  });

  it('forgets what it raised of the log before an instant and waits no more, and never what subscriptions say', async () => {
    const alerts = [anAlert(1), anAlert(2), anAlert(3, { kind: 'subscriptionStopped' }), anAlert(5)];
    await store.raise({ alerts: [...alerts, anAlert(4, { kind: 'noticeUnopened' })] });
    for (const way of ['mail', 'webhook'] as const)
      for (const one of await store.due(way, at(59), 9))
        if (one.id !== idOf(2)) await store.settle(one, { kind: 'sent' });
    await store.forget(at(5));
    const keys = [1, 2, 3, 4, 5].map((n) => `feed ${n}`);
    expect(await store.unknown(REGION, keys)).toEqual(['feed 1', 'feed 4']);
  });
}
