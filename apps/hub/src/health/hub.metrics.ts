/** The write side in numbers: how events fare, how long judging takes, what waits and what lies aside, how far followers are behind. */
import { Inject, Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { type Clock } from '#contracts';
import { type Instant } from '#domain';
import { CLOCK, Metrics, type Reading, readGauge, readSeldom } from '#http';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { type Receipt } from '../receipt/receipt.js';
import { tellable } from './tellable.js';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const MS_PER_S = 1000;
/** How often what waits and what lies in quarantine is counted, however often it is scraped. */
const COUNT_EVERY_MS = 5_000;

type Gauge = (name: string, help: string, read: () => Reading | Promise<Reading>) => void;

interface Gauges {
  readonly gauge: Gauge;
  readonly byParty: Gauge;
  readonly now: Clock['now'];
}

@Injectable()
export class HubMetrics {
  private readonly events;
  private readonly seconds;

  constructor(metrics: Metrics, @Inject(HUB) hub: Hub, @Inject(CLOCK) { now }: Pick<Clock, 'now'>) {
    const registers = [metrics.registry];
    this.events = new Counter({
      name: 'hvb_hub_events_total',
      help: 'Events received, by outcome and, of refused ones, problem code',
      labelNames: ['outcome', 'code'] as const,
      registers,
    });
    this.seconds = new Histogram({
      name: 'hvb_hub_receive_seconds',
      help: 'Time from read request to durable receipts',
      buckets: SECONDS,
      registers,
    });
    const gauge: Gauge = (name, help, read) => {
      readGauge(metrics, { name, help, read });
    };
    const byParty: Gauge = (name, help, read) => {
      readGauge(metrics, {
        name,
        help: `${help}; parties with fewer than five together as other`,
        label: 'party',
        read,
      });
    };
    underWay(gauge, hub);
    behind(gauge, hub);
    waiting({ gauge, byParty, now }, hub);
    quarantined({ gauge, byParty, now }, hub);
  }

  judged(receipts: readonly Receipt[], seconds: number): void {
    this.seconds.observe(seconds);
    for (const { outcome, problem } of receipts) this.events.inc({ outcome, code: problem?.code ?? '' });
  }
}

function underWay(gauge: Gauge, { queues, index }: Hub): void {
  gauge('hvb_hub_turns', 'Events under way or waiting for their turn on a stream', () => queues.size());
  gauge('hvb_hub_due_cases', 'Cases on which time will bring something', async () => (await index.sizes()).due);
  gauge(
    'hvb_hub_queued_cases',
    'Cases to be judged anew since an agreement moved',
    async () => (await index.sizes()).queued,
  );
}

function behind(gauge: Gauge, { follower, others }: Hub): void {
  gauge('hvb_hub_due_lag_seconds', 'How long the index of what is due has been behind the log', async () => {
    const { behindMs } = await follower.lag();
    return behindMs / MS_PER_S;
  });
  if (!others) return;
  gauge(
    'hvb_hub_agreements_lag_seconds',
    'How long what this hub knows of agreements that other hubs write has been behind the log',
    async () => (await others.behindMs()) / MS_PER_S,
  );
}

function waiting({ gauge, byParty, now }: Gauges, { room }: Hub): void {
  const standing = readSeldom(COUNT_EVERY_MS, () => room.standing());
  gauge('hvb_hub_waiting_events', 'Events that wait for what another party has yet to say', async () =>
    sum((await standing()).byParty),
  );
  byParty('hvb_hub_waiting_party_events', 'Events that wait, by the party that sent them', async () =>
    tellable((await standing()).byParty),
  );
  gauge('hvb_hub_waiting_oldest_seconds', 'How long the event that has waited longest has waited', async () =>
    ageOf((await standing()).oldestAt, now()),
  );
}

function quarantined({ gauge, byParty, now }: Gauges, { quarantine }: Hub): void {
  const standing = readSeldom(COUNT_EVERY_MS, () => quarantine.standing());
  gauge('hvb_hub_quarantined_messages', 'Refused messages that are kept for their senders', async () =>
    sum((await standing()).byParty),
  );
  byParty(
    'hvb_hub_quarantined_party_messages',
    'Refused messages that are kept, by the party that sent them',
    async () => tellable((await standing()).byParty),
  );
  gauge('hvb_hub_quarantine_oldest_seconds', 'Age of the oldest refused message that is kept', async () =>
    ageOf((await standing()).oldestAt, now()),
  );
  gauge('hvb_hub_quarantine_newest_seconds', 'Age of the newest refused message', async () =>
    ageOf((await standing()).newestAt, now()),
  );
}

const sum = (counts: ReadonlyMap<unknown, number>): number => [...counts.values()].reduce((all, one) => all + one, 0);

/** In seconds; none where there is no such instant. */
const ageOf = (since: Instant | null, now: Instant): number | null =>
  since === null ? null : Math.max(0, (Date.parse(now) - Date.parse(since)) / MS_PER_S);
