import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { entrySealer } from '#access';
import { hubLogger } from '#http';
import { type Instant } from '#domain';
import { aCase, REGION } from '../../../../test/support/case-builder.js';
import { aSubscription } from '../../../../test/contract/subscriptions.contract.js';
import { eventually } from '../../../../test/support/eventually.js';
import { openSpecFeed, type SpecFeed } from '../../../../test/support/open-feed.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { webhookReceiver, withStatus, type WebhookReceiver } from '../../../../test/support/webhook-receiver.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { keepWebhooks, type Webhooks } from './keep-webhooks.js';
import { newSecret } from './signature.js';
import { type Subscription } from './subscription.js';
import { type SubscriptionStore } from './subscriptions.port.js';
import { sqliteSubscriptions } from './subscriptions.sqlite.js';

const PARTY = REGION;
const [ONE, OTHER] = [aCase('P1').emergency().started('2026-01-15'), aCase('P2').emergency().started('2026-01-15')];

describe('a feed that is pushed', () => {
  let hub: SpecHub;
  let feed: SpecFeed;
  let receiver: WebhookReceiver;
  let folder: string;
  let store: SubscriptionStore;
  let webhooks: Webhooks;
  let subscription: Subscription;
  /** What was in the feed before anybody subscribed. */
  let base: number;
  const closed = new Set<string>();
  /** How often it was asked whether a party is closed: once a look, of one subscription. */
  let asked: number;
  /** Of how many subscriptions it was asked, each time, what is due. */
  let due: number[];
  /** How long the answer to what is due is on its way, as from a server it is. */
  let answeredAfterMs: number;
  const sealer = entrySealer(randomBytes(32));
  const key = newSecret();

  const start = (lookEveryMs?: number): void => {
    const kept = sqliteSubscriptions(join(folder, 'subscriptions.db'), sealer);
    store = {
      ...kept,
      due: async (ids, ...more) => {
        due.push(ids.length);
        const found = await kept.due(ids, ...more);
        await delay(answeredAfterMs);
        return found;
      },
    };
    const { reader } = feed.deps;
    webhooks = keepWebhooks({
      ...{
        store,
        reader,
        log: hub.log,
        index: feed.keeper.index,
        clock: hub.time,
        logger: hubLogger('spec', 'silent'),
      },
      ...(lookEveryMs === undefined ? {} : { lookEveryMs }),
      isClosed: (party) => {
        asked += 1;
        return closed.has(party);
      },
      post: { allowed: { ports: [], places: [receiver.place] }, timeoutMs: 2_000 },
    });
  };
  beforeEach(async () => {
    due = [];
    answeredAfterMs = 0;
    [folder, receiver, hub] = [temporaryFolder(), await webhookReceiver(), await openSpecHub()];
    receiver.keys.push(key);
    feed = openSpecFeed(hub);
    await feed.keeper.index.begin(PARTY, hub.log.start);
    await hub.tell(dalarnaEvents());
    base = (await feed.page(PARTY)).length;
    start();
    const from = { through: base, since: base };
    subscription = aSubscription(1, { party: PARTY, url: receiver.url, secrets: [{ secret: key }], ...from });
    await store.add(subscription);
  });
  afterEach(async () => {
    closed.clear();
    await webhooks.stop();
    await feed.stop();
    await hub.close();
    await receiver.close();
  });

  const now = async (): Promise<Subscription> => {
    const found = await store.get(PARTY, subscription.id);
    if (!found) throw new Error('it is gone');
    return found;
  };
  const numbers = () => receiver.received.map(({ event }) => Number(event['sequence']));
  const ofCase = (sequence: number) => receiver.received.filter(({ event }) => event['sequence'] === sequence);
  const isDone = async (): Promise<number> => {
    const last = (await feed.page(PARTY)).length;
    await eventually(async () => {
      expect((await now()).through).toBe(last);
      expect(await store.standing(subscription.id)).toEqual({ waiting: 0, dead: 0, nextAt: null });
    });
    return last;
  };
  const hours = (n: number): Promise<unknown> =>
    hub.time.moveTo(new Date(Date.parse(hub.time.now()) + n * 3_600_000).toISOString() as Instant);

  it('comes once, each case in its order, and each names the one before of its case', async () => {
    await hub.tell([...eventsOf(ONE), ...eventsOf(OTHER)]);
    const last = await isDone();
    expect(numbers().toSorted((a, b) => a - b)).toEqual(Array.from({ length: last - base }, (_, n) => base + n + 1));
    const before = new Map<unknown, unknown>();
    for (const { event } of receiver.received) {
      expect(event['previous']).toBe(before.get(event['partitionkey']));
      before.set(event['partitionkey'], event['sequence']);
      expect(event).not.toHaveProperty('position');
    }
  });

  it('comes on as soon as what was before it has come through, without waiting for the next look', async () => {
    await webhooks.stop();
    await hub.tell([...eventsOf(ONE), ...eventsOf(OTHER)]);
    const last = (await feed.page(PARTY)).length;
    start(3_600_000);
    expect(await isDone()).toBe(last);
    // More than are on their way at once: the queue of a case goes one by one.
    expect(receiver.received.length).toBe(last - base);
    expect(last - base).toBeGreaterThan(4);
  });

  it('comes no second time where it comes through while the store answers what is due', async () => {
    answeredAfterMs = 40;
    await hub.tell([...eventsOf(ONE), ...eventsOf(OTHER)]);
    const last = await isDone();
    expect(receiver.received.length).toBe(last - base);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(last - base);
  });

  it('comes no more to a party that has been closed, and what came meanwhile once it is open anew (A15)', async () => {
    closed.add(PARTY);
    await hub.tell(eventsOf(ONE));
    const last = (await feed.page(PARTY)).length;
    asked = 0;
    await eventually(() => {
      expect(asked).toBeGreaterThan(2);
    });
    expect(last).toBeGreaterThan(base);
    // Of nobody, feed and queue are not asked.
    expect(due).not.toContain(0);
    expect(await store.all()).toMatchObject([{ through: base }]);
    expect(receiver.received).toEqual([]);
    closed.clear();
    await isDone();
    expect(receiver.received).toHaveLength(last - base);
  });

  it('holds only its own case where something does not come through, and goes on in order by the hub’s clock', async () => {
    await hub.tell(eventsOf(ONE));
    await isDone();
    const [first] = eventsOf(OTHER);
    const held = `placement/${String(first?.['subject']).split('/')[1]}`;
    receiver.answering = (received, response) => {
      response.writeHead(received.event['subject'] === held ? 500 : 200).end();
    };
    await hub.tell(eventsOf(OTHER));
    await hub.tell(eventsOf(ONE.proposed('2026-01-20', {}, { at: '2026-01-20' })).slice(-1));
    await eventually(async () => {
      expect((await now()).lastFailure).toMatchObject({ why: 'status 500' });
      const waiting = await store.deliveries(subscription.id, 0, 100);
      expect(waiting.map(({ stream }) => stream.slice(5))).toEqual(waiting.map(() => held.slice(10)));
    });
    receiver.answering = withStatus(200);
    await hours(1);
    const last = await isDone();
    expect(new Set(numbers()).size).toBe(last - base);
  });

  it('dies case by case after ten attempts, and comes anew when it is sent anew', async () => {
    receiver.answering = withStatus(500);
    await hub.tell(eventsOf(ONE).slice(0, 1));
    for (let tried = 1; tried <= 10; tried += 1) {
      await eventually(async () => {
        const [first] = await store.deliveries(subscription.id, 0, 1);
        expect(first?.attempts).toBe(tried);
      });
      // A receiver that takes something now and then is not paused.
      await store.change(subscription.id, (known) => ({ ...known, failingSince: null, status: 'active' }));
      await hours(13);
    }
    const stands = await store.standing(subscription.id);
    expect([stands.waiting, stands.dead > 0]).toEqual([0, true]);
    const ids = new Set(receiver.received.map(({ id }) => id));
    expect(ids.size).toBe(1);
    receiver.answering = withStatus(200);
    const dead = await store.deliveries(subscription.id, 0, 100);
    await store.resend({ subscription: subscription.id, entries: dead, now: hub.time.now() });
    await isDone();
    expect(receiver.received.at(-1)?.headers['hvb-resend-of']).toBe(`${subscription.id}_${dead.at(-1)?.sequence}`);
  });

  it('comes again, by the same id, where the process stops while it is on its way', async () => {
    let isHeld = true;
    receiver.answering = (_received, response) => {
      if (!isHeld) response.writeHead(200).end();
    };
    await hub.tell(eventsOf(ONE));
    await eventually(() => {
      expect(receiver.received).toHaveLength(1);
    });
    await webhooks.stop();
    isHeld = false;
    start();
    const last = await isDone();
    const [first, again] = ofCase(receiver.received[0]?.event['sequence'] as number);
    expect([again?.id, again?.text]).toEqual([first?.id, first?.text]);
    expect(receiver.received).toHaveLength(last - base + 1);
    expect((await now()).lastFailure).toBeNull();
  });

  it('ends at 410, and goes on from there when its owner says so', async () => {
    receiver.answering = withStatus(410);
    await hub.tell(eventsOf(ONE));
    await eventually(async () => {
      expect(await now()).toMatchObject({ status: 'disabled', lastFailure: { why: 'status 410' } });
    });
    receiver.answering = withStatus(200);
    const { length } = receiver.received;
    await store.change(subscription.id, (known) => ({ ...known, status: 'pending', checkAt: hub.time.now() }));
    await isDone();
    expect(receiver.received.length).toBeGreaterThan(length);
    expect(receiver.checks).toHaveLength(1);
  });

  it('never has a name, a goal or a birth date of anybody: not what is pushed, what waits nor what died', async () => {
    receiver.answering = withStatus(500);
    await hub.tell(eventsOf(ONE));
    await eventually(async () => {
      expect((await now()).lastFailure).not.toBeNull();
    });
    const bytes = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('');
    const pushed = receiver.received.map(({ text, headers }) => text + JSON.stringify(headers)).join('');
    for (const text of ['2012-03-04', '20120304', 'HVB-', 'IVO-12345', 'skolan', 'emergency'])
      expect([bytes.includes(text), pushed.includes(text)]).toEqual([false, false]);
    expect(bytes).not.toContain('se.hvbhub');
  });
});
