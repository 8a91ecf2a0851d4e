/** The hub's one command: take these events of this party. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type PartyId } from '#domain';
import { HubMetrics } from '../health/hub.metrics.js';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { type Arrival } from './read-arrivals.js';
import { type Receipt } from '../receipt/receipt.js';

export class ReceiveEvents extends Command<readonly Receipt[]> {
  constructor(
    readonly party: PartyId,
    readonly arrivals: readonly Arrival[],
  ) {
    super();
  }
}

@CommandHandler(ReceiveEvents)
export class ReceiveEventsHandler implements ICommandHandler<ReceiveEvents> {
  constructor(
    @Inject(HUB) private readonly hub: Hub,
    private readonly metrics: HubMetrics,
  ) {}

  async execute({ party, arrivals }: ReceiveEvents): Promise<readonly Receipt[]> {
    const begun = performance.now();
    const receipts = await this.hub.receive.events(party, arrivals);
    this.metrics.judged(receipts, (performance.now() - begun) / 1000);
    return receipts;
  }
}
