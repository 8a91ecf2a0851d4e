/** The doors to a party's own entries: final receipts of what waited, and quarantine. */
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type PartyId } from '#domain';
import { CallingParty, OnlyFor, refusal } from '#http';
import { QUARANTINE_DAYS, QUARANTINE_PER_PAGE_MAX, QUARANTINE_PER_PARTY_MAX } from '../state/quarantine.port.js';
import { RECEIPT_DAYS, RECEIPTS_PER_PAGE_MAX } from '../state/receipts.port.js';
import { type Quarantined, type QuarantinedHead } from '../state/quarantine.port.js';
import { type FinalReceipt } from '../state/receipts.port.js';
import { ReceiptsAfter, RefusedAfter, RefusedMessage, type Page } from './own-entries.handlers.js';
import { RECEIPT_SCHEMA } from '../receipt/receipt.schema.data.js';

const PAGE_DEFAULT = 100;
const WHOLE_NUMBER = /^\d{1,15}$/;

interface ReceiptsPage {
  readonly receipts: readonly FinalReceipt[];
  /** Ask on from here. */
  readonly next: number;
}

interface QuarantinePage {
  readonly entries: readonly QuarantinedHead[];
  readonly next: number;
}

@ApiTags('events')
@Controller('v1')
@ApiQuery({ name: 'after', required: false, description: 'Sequence number of the last one read' })
export class OwnEntriesController {
  constructor(private readonly queries: QueryBus) {}

  @Get('receipts')
  @OnlyFor('party')
  @ApiOperation({
    summary: 'Slutliga kvitton på det som har väntat',
    description: `Final receipts of the party's own messages that waited, kept for ${RECEIPT_DAYS} days.`,
  })
  @ApiQuery({ name: 'limit', required: false })
  @ApiResponse({
    status: 200,
    schema: {
      type: 'object',
      properties: { receipts: { type: 'array', items: RECEIPT_SCHEMA }, next: { type: 'integer' } },
    },
  })
  async receipts(
    @CallingParty() party: PartyId,
    @Query() query: Record<string, string | undefined>,
  ): Promise<ReceiptsPage> {
    const page = pageOf(query, RECEIPTS_PER_PAGE_MAX);
    const receipts = await this.queries.execute(new ReceiptsAfter(party, page));
    return { receipts, next: receipts.at(-1)?.sequence ?? page.after };
  }

  @Get('quarantine')
  @OnlyFor('party')
  @ApiOperation({
    summary: 'Egna meddelanden som har avvisats',
    description:
      `The party's own refused messages, newest last. Kept for ${QUARANTINE_DAYS} days, at most ${QUARANTINE_PER_PARTY_MAX} ` +
      'a party; the oldest make room.',
  })
  @ApiQuery({ name: 'limit', required: false })
  @ApiResponse({ status: 200 })
  async quarantine(
    @CallingParty() party: PartyId,
    @Query() query: Record<string, string | undefined>,
  ): Promise<QuarantinePage> {
    const page = pageOf(query, QUARANTINE_PER_PAGE_MAX);
    const entries = await this.queries.execute(new RefusedAfter(party, page));
    return { entries, next: entries.at(-1)?.sequence ?? page.after };
  }

  @Get('quarantine/:id')
  @OnlyFor('party')
  @ApiOperation({
    summary: 'Ett avvisat meddelande, som det skickades, med skälet / One refused message and its reason',
  })
  @ApiResponse({ status: 200 })
  @ApiResponse({ status: 404, description: 'NotFound: none, or not the party’s own' })
  async refused(@CallingParty() party: PartyId, @Param('id') id: string): Promise<Quarantined> {
    const found = await this.queries.execute(new RefusedMessage(party, id));
    if (!found) throw refusal('NotFound');
    return found;
  }
}

function pageOf({ after, limit }: Record<string, string | undefined>, limitMax: number): Page {
  return {
    after: wholeNumber('after', after, 0),
    limit: Math.min(wholeNumber('limit', limit, PAGE_DEFAULT), limitMax),
  };
}

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (typeof text !== 'string' || !WHOLE_NUMBER.test(text))
    throw refusal('BadRequest', { expected: `${name}: 0, 1, 2, …` });
  return Number(text);
}
