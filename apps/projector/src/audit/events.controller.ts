/** The door to what has happened in the log: `GET /v1/audit/events`, for an auditor of everybody. */
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { INSTANT_SCHEMA, listed, POSITION_SCHEMA, shape, TEXT_SCHEMA, UUID_SCHEMA } from '#contracts';
import { Answers, Caller, Door, Refuses, TakesQuery, wordsOfQuery } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { POSITION_HEADER } from '../views/answered.js';
import { entered } from '../views/entered.js';
import { answerAuditEvents, AUDIT_EVENTS_FORMS, type AuditEvent, type AuditEventsAsked } from './answer-events.js';

const WORDS = {
  after: { says: 'Efter positionen (after the position), annars från början', schema: POSITION_SCHEMA },
  limit: { says: 'Händelser på en sida (events of a page)', schema: AUDIT_EVENTS_FORMS.limit.schema },
} as const;

const EVENTS = listed(
  shape<AuditEvent>(
    'AuditEvent',
    {
      position: POSITION_SCHEMA,
      eventId: UUID_SCHEMA,
      type: TEXT_SCHEMA,
      subject: TEXT_SCHEMA,
      recordedAt: INSTANT_SCHEMA,
    },
    {},
  ),
  'I loggens ordning / in the order of the log',
);

@ApiTags('audit')
@Controller('v1/audit')
export class AuditEventsController {
  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {}

  @Get('events')
  @Door('auditEvents')
  @TakesQuery(WORDS)
  @Answers(200, {
    says: 'Vad som har hänt / what has happened',
    schema: EVENTS,
    headers: {
      [POSITION_HEADER]: {
        description: 'Härifrån fortsätter nästa sida / the next page goes on from here',
        schema: POSITION_SCHEMA,
      },
    },
  })
  @Refuses('LedgerUnavailable', 'LogUnavailable')
  @ApiOperation({
    summary: 'Vad som har hänt, i loggens ordning: bara vad, var och när (what has happened: what, where and when)',
  })
  async events(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<readonly AuditEvent[]> {
    const asked = wordsOfQuery(query, Object.keys(WORDS)) as AuditEventsAsked;
    const { items, next } = await answerAuditEvents(this.parts, asked, caller);
    void reply.header(POSITION_HEADER, next);
    // Who only looks whether anything has come has been told of nobody.
    if (items.length === 0) return items;
    return entered(this.parts, { caller, door: 'auditEvents', isOfNobody: 'disclosed' }, () => Promise.resolve(items));
  }
}
