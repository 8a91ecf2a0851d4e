/** The doors to a party's own entries: final receipts of what waited, and quarantine. */
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Principal } from '#access';
import { UUID_SCHEMA, wholeNumber } from '#contracts';
import {
  Answers,
  Caller,
  Door,
  partyAsking,
  refusal,
  refuseOtherForm,
  Refuses,
  TakesPath,
  TakesQuery,
  wordsOfQuery,
} from '#http';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { QUARANTINE_DAYS, QUARANTINE_PER_PAGE_MAX, QUARANTINE_PER_PARTY_MAX } from '../state/quarantine.port.js';
import { RECEIPT_DAYS, RECEIPTS_PER_PAGE_MAX } from '../state/receipts.port.js';
import { type Quarantined } from '../state/quarantine.port.js';
import { ReceiptsAfter, RefusedAfter, RefusedMessage, type Page } from './own-entries.handlers.js';
import { type OwnReads } from './own-reads.js';
import {
  QUARANTINE_PAGE,
  QUARANTINED,
  RECEIPTS_PAGE,
  type QuarantinePage,
  type ReceiptsPage,
} from './own-entries.schema.data.js';

const PAGE_DEFAULT = 100;
const SEQUENCE_MAX = 999_999_999_999_999;

/** What one asks a page by. */
const pageWords = (limitMax: number) =>
  ({
    after: {
      says: 'Numret på den senast lästa / sequence number of the last one read',
      ...wholeNumber(0, SEQUENCE_MAX, 0),
    },
    limit: { says: 'Hur många, högst / how many, at most', ...wholeNumber(1, limitMax, PAGE_DEFAULT) },
  }) as const;
const RECEIPT_WORDS = pageWords(RECEIPTS_PER_PAGE_MAX);
const QUARANTINE_WORDS = pageWords(QUARANTINE_PER_PAGE_MAX);

@ApiTags('events')
@Controller('v1')
export class OwnEntriesController {
  private readonly reads: OwnReads;
  constructor(
    private readonly queries: QueryBus,
    @Inject(HUB) { ownReads }: Hub,
  ) {
    if (ownReads === undefined) throw new Error('what is read is entered in a ledger');
    this.reads = ownReads;
  }

  @Get('receipts')
  @Door('ownEntries')
  @ApiOperation({
    summary: 'Slutliga kvitton på det som har väntat',
    description: `Final receipts of the party's own messages that waited, kept for ${RECEIPT_DAYS} days.`,
  })
  @TakesQuery(RECEIPT_WORDS)
  @Answers(200, { says: 'Kvitton efter `after` / receipts after `after`', schema: RECEIPTS_PAGE })
  @Refuses('LedgerUnavailable')
  async receipts(@Caller() caller: Principal, @Query() query: unknown): Promise<ReceiptsPage> {
    const asking = partyAsking(caller);
    const page = pageOf(query, RECEIPT_WORDS);
    const receipts = await this.queries.execute(new ReceiptsAfter(asking.party, page));
    await this.reads.receipts(asking, receipts);
    return { receipts, next: receipts.at(-1)?.sequence ?? page.after };
  }

  @Get('quarantine')
  @Door('ownEntries')
  @ApiOperation({
    summary: 'Egna meddelanden som har avvisats',
    description:
      `The party's own refused messages, newest last. Kept for ${QUARANTINE_DAYS} days, at most ${QUARANTINE_PER_PARTY_MAX} ` +
      'a party; the oldest make room.',
  })
  @TakesQuery(QUARANTINE_WORDS)
  @Answers(200, { says: 'Avvisade efter `after` / refused ones after `after`', schema: QUARANTINE_PAGE })
  @Refuses('LedgerUnavailable')
  async quarantine(@Caller() caller: Principal, @Query() query: unknown): Promise<QuarantinePage> {
    const asking = partyAsking(caller);
    const page = pageOf(query, QUARANTINE_WORDS);
    const entries = await this.queries.execute(new RefusedAfter(asking.party, page));
    await this.reads.refusals(asking);
    return { entries, next: entries.at(-1)?.sequence ?? page.after };
  }

  @Get('quarantine/:id')
  @Door('ownEntries')
  @ApiOperation({
    summary: 'Ett avvisat meddelande, som det skickades, med skälet / One refused message and its reason',
  })
  @TakesPath('id', 'quarantineId', UUID_SCHEMA)
  @Answers(200, { says: 'Meddelandet som det skickades / the message as it was sent', schema: QUARANTINED })
  @Refuses('NotFound', 'LedgerUnavailable')
  async refused(@Caller() caller: Principal, @Param('id') id: string): Promise<Quarantined> {
    const asking = partyAsking(caller);
    const found = await this.queries.execute(new RefusedMessage(asking.party, id));
    await this.reads.message(asking, found ?? null);
    if (!found) throw refusal('NotFound');
    return found;
  }
}

function pageOf(query: unknown, words: ReturnType<typeof pageWords>): Page {
  const { after = '0', limit = String(PAGE_DEFAULT) } = wordsOfQuery(query, Object.keys(words));
  refuseOtherForm('after', after, words.after);
  refuseOtherForm('limit', limit, words.limit);
  return { after: Number(after), limit: Number(limit) };
}
