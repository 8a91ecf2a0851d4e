/** What a party may ask about its own messages: final receipts of what waited, and what was refused. */
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { type PartyId } from '#domain';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { type Quarantined, type QuarantinedHead } from '../state/quarantine.port.js';
import { type FinalReceipt } from '../state/receipts.port.js';

/** `after`: the sequence number to read on from, 0 from the beginning. */
export interface Page {
  readonly after: number;
  readonly limit: number;
}

export class ReceiptsAfter extends Query<readonly FinalReceipt[]> {
  constructor(
    readonly party: PartyId,
    readonly page: Page,
  ) {
    super();
  }
}

@QueryHandler(ReceiptsAfter)
export class ReceiptsAfterHandler implements IQueryHandler<ReceiptsAfter> {
  constructor(@Inject(HUB) private readonly hub: Hub) {}

  execute({ party, page }: ReceiptsAfter): Promise<readonly FinalReceipt[]> {
    return this.hub.receipts.after(party, page.after, page.limit);
  }
}

export class RefusedAfter extends Query<readonly QuarantinedHead[]> {
  constructor(
    readonly party: PartyId,
    readonly page: Page,
  ) {
    super();
  }
}

@QueryHandler(RefusedAfter)
export class RefusedAfterHandler implements IQueryHandler<RefusedAfter> {
  constructor(@Inject(HUB) private readonly hub: Hub) {}

  execute({ party, page }: RefusedAfter): Promise<readonly QuarantinedHead[]> {
    return this.hub.quarantine.list(party, page.after, page.limit);
  }
}

export class RefusedMessage extends Query<Quarantined | undefined> {
  constructor(
    readonly party: PartyId,
    readonly quarantineId: string,
  ) {
    super();
  }
}

@QueryHandler(RefusedMessage)
export class RefusedMessageHandler implements IQueryHandler<RefusedMessage> {
  constructor(@Inject(HUB) private readonly hub: Hub) {}

  execute({ party, quarantineId }: RefusedMessage): Promise<Quarantined | undefined> {
    return this.hub.quarantine.read(party, quarantineId);
  }
}
