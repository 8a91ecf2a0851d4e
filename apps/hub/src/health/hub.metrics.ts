/** The write side in numbers: how events fare, how long judging takes, what waits, how far the clock's index is behind. */
import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { Metrics } from '#http';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { type Receipt } from '../receipt/receipt.js';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

@Injectable()
export class HubMetrics {
  private readonly events;
  private readonly seconds;

  constructor(metrics: Metrics, @Inject(HUB) hub: Hub) {
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
    gauge('hvb_hub_waiting_events', 'Events that wait for what another party has yet to say', () => hub.room.size());
    gauge('hvb_hub_turns', 'Events under way or waiting for their turn on a stream', () => hub.queues.size());
    gauge('hvb_hub_due_cases', 'Cases on which time will bring something', async () => (await hub.index.sizes()).due);
    gauge(
      'hvb_hub_queued_cases',
      'Cases to be judged anew since an agreement moved',
      async () => (await hub.index.sizes()).queued,
    );
    gauge('hvb_hub_due_lag_seconds', 'How long the index of what is due has been behind the log', async () => {
      const { behindMs } = await hub.follower.lag();
      return behindMs / 1000;
    });

    function gauge(name: string, help: string, read: () => number | Promise<number>): void {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set(await read());
        },
      });
    }
  }

  judged(receipts: readonly Receipt[], seconds: number): void {
    this.seconds.observe(seconds);
    for (const { outcome, problem } of receipts) this.events.inc({ outcome, code: problem?.code ?? '' });
  }
}
