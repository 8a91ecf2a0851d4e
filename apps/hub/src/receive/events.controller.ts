/** The door by which facts come in. */
import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { MEDIA_TYPES, type Problem } from '#contracts';
import { type PartyId } from '#domain';
import { CallingParty, headersAsSent, OnlyFor, ProblemError } from '#http';
import { StateUnavailable } from '../state/hub-state.port.js';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { readArrivals } from './read-arrivals.js';
import { ReceiveEvents } from './receive-events.handler.js';
import { statusOf, type Receipt } from '../receipt/receipt.js';
import { EVENT_SCHEMA, RECEIPTS_SCHEMA } from '../receipt/receipt.schema.data.js';

const UNAVAILABLE = 503;
const TOO_MANY = 429;
/** Seconds after which one who met a fault, or too many that wait, may try again. */
const RETRY_AFTER_S: ReadonlyMap<number, string> = new Map([
  [UNAVAILABLE, '2'],
  [TOO_MANY, '3600'],
]);
const NO_BYTES = new Uint8Array(0);

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(HUB) private readonly hub: Hub,
  ) {}

  @Post()
  @OnlyFor('party')
  @ApiOperation({
    summary: 'Tar emot CloudEvents från en part',
    description:
      'En händelse (structured eller binary mode) eller en bunt om högst 1 000. Svaret är alltid en lista med ett kvitto ' +
      'per händelse, i samma ordning; en enda händelse får en lista med ett kvitto. / One event (structured or binary ' +
      'mode) or a batch of at most 1,000. The answer is always a list with one receipt per event, in their order.',
  })
  @ApiConsumes(...Object.values(MEDIA_TYPES))
  @ApiBody({ schema: EVENT_SCHEMA })
  @ApiResponse({ status: 202, description: 'Accepted, duplicate or waiting, all of them', schema: RECEIPTS_SCHEMA })
  @ApiResponse({ status: 207, description: 'Some are rejected', schema: RECEIPTS_SCHEMA })
  @ApiResponse({
    status: '4XX',
    description: 'All are rejected: receipts; or the request cannot be read: a problem document',
  })
  @ApiResponse({ status: 503, description: 'Not now; send the same again later' })
  async post(
    @CallingParty() party: PartyId,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<readonly Receipt[]> {
    const bytes = body instanceof Uint8Array ? body : NO_BYTES;
    const read = await readArrivals(headersAsSent(request.raw), bytes, this.hub.slices);
    if (!read.ok) throw await this.refused(party, read.problem, read.content);
    const receipts = await this.commands.execute(new ReceiveEvents(party, read.arrivals));
    const status = statusOf(receipts);
    reply.code(status);
    const retryAfter = RETRY_AFTER_S.get(status);
    if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
    return receipts;
  }

  private async refused(party: PartyId, problem: Problem, content: Uint8Array | null): Promise<ProblemError> {
    if (content === null) return new ProblemError(problem);
    try {
      await this.hub.receive.unreadable(party, problem, content);
    } catch (error) {
      // That it could not be put aside changes nothing about what is wrong with it.
      if (!(error instanceof StateUnavailable)) throw error;
    }
    return new ProblemError(problem);
  }
}
