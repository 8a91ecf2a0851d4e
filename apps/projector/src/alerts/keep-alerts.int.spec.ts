import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { entrySealer } from '#access';
import { asyncApi } from '#contracts';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { hubLogger, Metrics } from '#http';
import { aSubscription } from '../../../../test/contract/subscriptions.contract.js';
import { aCase, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { eventually } from '../../../../test/support/eventually.js';
import { accepted, handoverId, initiated } from '../../../../test/support/handover-steps.js';
import { mailServer, type MailServer } from '../../../../test/support/mail-server.js';
import { openSpecFeed, short, type SpecFeed } from '../../../../test/support/open-feed.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { webhookReceiver, withStatus, type WebhookReceiver } from '../../../../test/support/webhook-receiver.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { newSecret } from '../webhooks/signature.js';
import { type SubscriptionStore } from '../webhooks/subscriptions.port.js';
import { sqliteSubscriptions } from '../webhooks/subscriptions.sqlite.js';
import { keepAlerts, type Alerts } from './keep-alerts.js';
import { smtpMailer } from './mailer.js';

const OTHER = 'region-21' as PartyId;
const URL_OF_HUB = 'https://hub.example';
const emergency = aCase('P1').emergency().started('2026-01-15');
const handover = initiated(aCase('P2').emergency().started('2026-01-15'), '2026-02-01');

/** Against the description that suppliers build from. */
function faultsAsDescribed(event: unknown): readonly string[] {
  const { components } = asyncApi() as { components: { messages: Record<string, { payload: { schema: object } }> } };
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  const { schema } = components.messages['se.hvbhub.alert.raised.v1']!.payload;
  return ajv.validate(schema, event) ? [] : (ajv.errors ?? []).map(({ keyword }) => keyword);
}

describe('alerts to people', () => {
  let hub: SpecHub;
  let feed: SpecFeed;
  let server: MailServer;
  let receiver: WebhookReceiver;
  let folder: string;
  let store: SubscriptionStore;
  let alerts: Alerts;
  let registered: Map<PartyId, readonly string[]>;
  let metrics: Metrics;
  const closed = new Set<string>();
  const sealer = entrySealer(randomBytes(32));
  const key = newSecret();

  const start = (): void => {
    store = sqliteSubscriptions(join(folder, 'subscriptions.db'), sealer);
    metrics = new Metrics();
    const from = 'hvb-hub@region.example';
    const { reader } = feed.deps;
    alerts = keepAlerts({
      ...{ store, reader, index: feed.keeper.index, log: hub.log, clock: hub.time, metrics, publicUrl: URL_OF_HUB },
      ...{ registered: () => registered, isClosed: (party) => closed.has(party) },
      mailer: smtpMailer({ host: '127.0.0.1', port: server.port, isTls: false, isPlain: true, from }),
      post: { allowed: { ports: [], places: [receiver.place] }, timeoutMs: 2_000 },
      logger: hubLogger('spec', 'silent'),
    });
  };
  const stop = async (): Promise<void> => {
    await alerts.stop();
    await store.close();
  };
  beforeEach(async () => {
    registered = new Map();
    [folder, receiver, server] = [temporaryFolder(), await webhookReceiver(), await mailServer()];
    receiver.keys.push(key);
    hub = await openSpecHub();
    feed = openSpecFeed(hub);
    for (const party of [REGION, PLACING_PARTY, OTHER]) await feed.keeper.index.begin(party, hub.log.start);
    await hub.tell(dalarnaEvents());
    start();
  });
  afterEach(async () => {
    closed.clear();
    await stop();
    await feed.stop();
    await hub.close();
    await server.close();
    await receiver.close();
  });

  const address = (party: PartyId, mail: readonly string[], subscription: Uuid | null = null) =>
    store.alerts.setAddress({ party, mail, subscription });
  /** All that is in the log, and nothing of it waits to be sent. */
  const isLookedThrough = (): Promise<void> =>
    eventually(async () => {
      expect(await store.alerts.look()).toBe(await hub.log.head());
      expect(await store.alerts.waiting()).toEqual(new Map());
    });
  const sequencesOf = async (party: PartyId, type: string): Promise<readonly number[]> => {
    const all = await Promise.all((await feed.page(party)).map(({ sequence }) => feed.event(party, sequence)));
    return all.flatMap((one, at) => (short(String(one['type'])) === type ? [at + 1] : []));
  };
  const links = () => server.received.map(({ text }) => / (https:\S+)/.exec(text)?.[1]);
  const kinds = () => server.received.map(({ text }) => /^(\w+) [0-9a-f-]{36}$/m.exec(text)?.[1]);
  const hours = (n: number): Promise<unknown> =>
    hub.time.moveTo(new Date(Date.parse(hub.time.now()) + n * 3_600_000).toISOString() as Instant);
  const nothingWaits = (): Promise<void> =>
    eventually(async () => {
      expect(await store.alerts.waiting()).toEqual(new Map());
    });

  it('come by mail when a day that the party was to act by has passed, once, and tell of nothing but the door', async () => {
    await address(REGION, ['hvb@dalarna.example']);
    await isLookedThrough();
    await hub.tell(eventsOf(emergency));
    await hub.time.moveTo('2026-03-15T20:00:00.000Z' as Instant);
    await isLookedThrough();
    expect(server.received).toEqual([]);
    await hub.time.moveTo('2026-03-16T08:00:00.000Z' as Instant);
    await isLookedThrough();
    // The first that passed was the placing kommun's to act by, and none of the region's.
    const missed = await sequencesOf(REGION, 'placement.deadlineMissed');
    expect([kinds(), missed]).toEqual([['deadlineMissed'], [22, 28]]);
    expect(links()).toEqual([`${URL_OF_HUB}/v1/feed/events/28`]);
    const [{ to, headers, text, raw } = { to: [], headers: {}, text: '', raw: '' }] = server.received;
    expect(to).toEqual(['hvb@dalarna.example']);
    expect(text.indexOf('En dag som ni skulle ha handlat till')).toBe(0);
    expect(text).toContain('A day by which you were to act has passed.');
    const whole = raw + text + Object.values(headers).join(' ');
    for (const planted of [emergency.placementId, '2012-03-04', 'HVB-', '2026-03-1', 'emergency', '2080', 'placement'])
      expect([planted, whole.includes(planted)]).toEqual([planted, false]);
  });

  it('come to both sides of a handover that nobody has opened, and to none when it has been (A-075, B5)', async () => {
    for (const party of [REGION, OTHER, PLACING_PARTY]) await address(party, [`${party}@hvb.example`]);
    await isLookedThrough();
    await hub.tell(eventsOf(handover));
    await hub.time.moveTo('2026-02-02T08:00:00.000Z' as Instant);
    await isLookedThrough();
    const mails = server.received.map(({ to, text }) => [to[0], /^(\w+) [0-9a-f-]{36}$/m.exec(text)?.[1]].join(' '));
    expect(mails.sort()).toEqual([
      `${PLACING_PARTY}@hvb.example deadlineMissed`,
      `${REGION}@hvb.example noticeUnopened`,
      `${OTHER}@hvb.example noticeUnopened`,
    ]);
    // Who is to take over has no part in the case yet: it is led to the handover, the one thing that it has been told.
    const toOther = server.received.findIndex(({ to }) => to[0]?.startsWith(OTHER));
    expect(links()[toOther]).toBe(`${URL_OF_HUB}/v1/feed/events/1`);
  });

  it('come no more of what has been acted upon before anybody looked', async () => {
    await address(OTHER, ['hvb@gavleborg.example']);
    await isLookedThrough();
    await stop();
    await hub.tell(eventsOf(handover));
    await hub.time.moveTo('2026-02-02T08:00:00.000Z' as Instant);
    await hub.tell(eventsOf(accepted(handover, OTHER, '2026-02-02', { of: handoverId() })).slice(-1));
    start();
    await isLookedThrough();
    expect(await sequencesOf(OTHER, 'handover.accepted')).toHaveLength(1);
    expect(server.received).toEqual([]);
  });

  it('tell of what comes from then on, not of what was before', async () => {
    await hub.tell(eventsOf(emergency));
    await hub.time.moveTo('2026-03-16T08:00:00.000Z' as Instant);
    await feed.page(REGION);
    await address(REGION, ['hvb@dalarna.example']);
    await isLookedThrough();
    expect(server.received).toEqual([]);
  });

  it('go where the register has it, until the party says otherwise, and nowhere for one that is closed', async () => {
    registered.set(REGION, ['register@dalarna.example']);
    registered.set(PLACING_PARTY, ['register@falun.example']);
    closed.add(PLACING_PARTY);
    await isLookedThrough();
    await store.add(aSubscription(1, { party: REGION, stoppedAt: hub.time.now(), status: 'paused' }));
    await eventually(() => {
      expect(server.received.map(({ to }) => to)).toEqual([['register@dalarna.example']]);
    });
    await address(REGION, ['egen@dalarna.example', 'annan@dalarna.example']);
    await store.add(aSubscription(2, { party: REGION, stoppedAt: hub.time.now(), status: 'paused' }));
    await store.add(aSubscription(3, { party: PLACING_PARTY, stoppedAt: hub.time.now(), status: 'paused' }));
    await eventually(() => {
      expect(server.received.map(({ to }) => to).slice(1)).toEqual([['egen@dalarna.example', 'annan@dalarna.example']]);
    });
    await address(REGION, []);
    await store.add(aSubscription(4, { party: REGION, stoppedAt: hub.time.now(), status: 'paused' }));
    await eventually(async () => {
      expect(await store.alerts.unknown(REGION, [`stopped ${aSubscription(4).id} ${hub.time.now()}`])).toEqual([]);
    });
    await nothingWaits();
    expect(server.received).toHaveLength(2);
  });

  it('tell once each time that the hub stops a subscription, and once a day that deliveries of it died', async () => {
    await address(REGION, ['hvb@dalarna.example']);
    const { id } = aSubscription(1);
    await store.add(aSubscription(1, { party: REGION, stoppedAt: hub.time.now(), status: 'disabled' }));
    await store.add(aSubscription(2, { party: REGION, status: 'paused' }));
    await eventually(() => {
      expect(kinds()).toEqual(['subscriptionStopped']);
    });
    expect(links()).toEqual([`${URL_OF_HUB}/v1/subscriptions/${id}`]);
    const died = () => store.change(id, (known) => ({ ...known, diedAt: hub.time.now() }));
    await died();
    await eventually(() => {
      expect(kinds().slice(1)).toEqual(['deliveriesDied']);
    });
    expect(links()[1]).toBe(`${URL_OF_HUB}/v1/subscriptions/${id}/deliveries`);
    await hours(1);
    await died();
    await hours(24);
    await died();
    await store.change(id, (known) => ({ ...known, stoppedAt: hub.time.now() }));
    await eventually(() => {
      expect(kinds().slice(2).sort()).toEqual(['deliveriesDied', 'subscriptionStopped']);
    });
    // What a server took while the process went down would come again, by the same id.
    await nothingWaits();
    await stop();
    start();
    await store.add(aSubscription(3, { party: REGION, stoppedAt: hub.time.now(), status: 'paused' }));
    await eventually(() => {
      expect(kinds().slice(4)).toEqual(['subscriptionStopped']);
    });
  });

  it('wait for a mail server that is away, by the hub’s clock, and hold nothing else meanwhile', async () => {
    const { id } = aSubscription(1);
    await store.add(aSubscription(1, { party: REGION, url: receiver.url, secrets: [{ secret: key }] }));
    await address(REGION, ['hvb@dalarna.example'], id);
    const { port } = server;
    await server.close();
    await store.add(aSubscription(2, { party: REGION, stoppedAt: hub.time.now(), status: 'paused' }));
    await eventually(async () => {
      expect(await store.alerts.waiting()).toEqual(new Map([['mail', 1]]));
      expect((await store.alerts.standing(REGION)).lastFailure).toEqual({ at: hub.time.now(), why: 'notReached' });
    });
    const [{ event, id: delivery } = { event: {}, id: '' }] = receiver.received;
    expect(event).toEqual({
      ...{ specversion: '1.0', id: delivery, source: '/hub', type: 'se.hvbhub.alert.raised.v1' },
      ...{ subject: `alert/${delivery}`, time: hub.time.now(), datacontenttype: 'application/json' },
      data: { kind: 'subscriptionStopped', href: `${URL_OF_HUB}/v1/subscriptions/${aSubscription(2).id}` },
    });
    expect(faultsAsDescribed(event)).toEqual([]);
    expect(faultsAsDescribed({ ...event, data: { kind: 'other', href: '' } })).toEqual(['enum']);
    server = await mailServer({ port });
    await hours(1);
    await eventually(() => {
      expect(kinds()).toEqual(['subscriptionStopped']);
    });
    await nothingWaits();
    expect(server.received[0]?.text).toContain(`subscriptionStopped ${delivery}`);
    const said = await metrics.registry.metrics();
    expect(said).toContain('hvb_alert_attempts_total{way="mail",outcome="again"} 1');
    expect(said).toContain('hvb_alert_attempts_total{way="mail",outcome="sent"} 1');
    expect(said).toContain('hvb_alert_attempts_total{way="webhook",outcome="sent"} 1');
    expect(said).toContain('hvb_alerts_waiting{way="mail"} 0');
  });

  it('die by one way after ten attempts, and are sent to no receiver that is not active', async () => {
    const { id } = aSubscription(1);
    await store.add(
      aSubscription(1, { party: REGION, url: receiver.url, secrets: [{ secret: key }], status: 'pending' }),
    );
    await address(REGION, ['hvb@dalarna.example'], id);
    server.refusing = 550;
    await store.add(aSubscription(2, { party: REGION, stoppedAt: hub.time.now(), status: 'paused' }));
    for (let tried = 1; tried <= 10; tried += 1) {
      await eventually(async () => {
        const due = [
          ...(await store.alerts.due('mail', '9999' as Instant, 9)),
          ...(await store.alerts.due('webhook', '9999' as Instant, 9)),
        ];
        expect(due.map(({ attempts }) => attempts)).toEqual(tried === 10 ? [] : [tried, tried]);
      });
      await hours(13);
    }
    expect(await store.alerts.standing(REGION)).toMatchObject({ waiting: 0, dead: 2 });
    expect([server.received, receiver.received]).toEqual([[], []]);
    receiver.answering = withStatus(200);
  });

  it('have no name, number or day of anybody in what is kept of them', async () => {
    await address(REGION, ['hvb@dalarna.example']);
    await isLookedThrough();
    await hub.tell(eventsOf(emergency));
    await hub.time.moveTo('2026-03-16T08:00:00.000Z' as Instant);
    await eventually(() => {
      expect(kinds()).toEqual(['deadlineMissed']);
    });
    const bytes = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('');
    expect(bytes).toContain('/v1/feed/events/');
    for (const text of [emergency.placementId, '2012-03-04', '20120304', 'HVB-', 'IVO-12345', 'skolan', 'emergency'])
      expect([text, bytes.includes(text)]).toEqual([text, false]);
  });
});
