/** The door by which facts come in. */
import { applyDecorators, Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import {
  BATCH_SCHEMA,
  BINARY_SCHEMA,
  EVENT_SCHEMA,
  LAW_PROBLEMS,
  MEDIA_TYPES,
  WIRE_PROBLEMS,
  type Problem,
  type ProblemCode,
} from '#contracts';
import { type PartyId } from '#domain';
import { Answers, CallingParty, headersAsSent, Door, ProblemError, Refuses, TakesBody } from '#http';
import { StateUnavailable } from '../state/hub-state.port.js';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { readArrivals } from './read-arrivals.js';
import { ReceiveEvents } from './receive-events.handler.js';
import { statusOf, type Receipt } from '../receipt/receipt.js';
import { EVENT_EXAMPLE, RECEIPTS_SCHEMA } from '../receipt/receipt.schema.data.js';

const UNAVAILABLE = 503;
const TOO_MANY = 429;
/** Seconds after which one who met a fault, or too many that wait, may try again. */
const RETRY_AFTER_S: ReadonlyMap<number, string> = new Map([
  [UNAVAILABLE, '2'],
  [TOO_MANY, '3600'],
]);
const NO_BYTES = new Uint8Array(0);

const WHOLLY_REFUSED = 'Alla är avvisade: kvitton / all are rejected: receipts';
/** With which status the receipts come where all events are refused: their common one, else 422. */
const REFUSED_STATUSES = new Set(
  [...Object.values(WIRE_PROBLEMS), ...Object.values(LAW_PROBLEMS)].map(({ status }) => status),
);

const RECEIPTS = { schema: RECEIPTS_SCHEMA };

const AnswersRefused = (...statuses: readonly number[]): MethodDecorator =>
  applyDecorators(...statuses.map((status) => Answers(status, { says: WHOLLY_REFUSED, ...RECEIPTS })));

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(HUB) private readonly hub: Hub,
  ) {}

  @Post()
  @Door('tell')
  @ApiOperation({
    summary: 'Tar emot CloudEvents från en part',
    description:
      'En händelse (structured eller binary mode) eller en bunt om högst 1 000. Svaret är alltid en lista med ett kvitto ' +
      'per händelse, i samma ordning; en enda händelse får en lista med ett kvitto. / One event (structured or binary ' +
      'mode) or a batch of at most 1,000. The answer is always a list with one receipt per event, in their order.',
  })
  @TakesBody({
    [MEDIA_TYPES.structured]: { schema: EVENT_SCHEMA, example: EVENT_EXAMPLE },
    [MEDIA_TYPES.batch]: { schema: BATCH_SCHEMA, example: [EVENT_EXAMPLE] },
    [MEDIA_TYPES.binary]: { schema: BINARY_SCHEMA, example: EVENT_EXAMPLE.data },
  })
  @Answers(202, {
    says: 'Mottagna, dubbletter eller väntande / accepted, duplicate or waiting, all of them',
    ...RECEIPTS,
  })
  @Answers(207, { says: 'Några är avvisade / some are rejected', ...RECEIPTS })
  @AnswersRefused(...REFUSED_STATUSES, TOO_MANY, UNAVAILABLE)
  @Refuses(...(Object.keys(WIRE_PROBLEMS) as ProblemCode[]))
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
