/** The doors to a systematic check of an authority's own log of reads: a draw, and what was found. */
import { Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { type Principal } from '#access';
import {
  Answers,
  Caller,
  Door,
  jsonObject,
  NOT_THE_BODY,
  partyAsking,
  Refuses,
  TakesBody,
  TakesQuery,
  wordsOfQuery,
} from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { entered } from '../views/entered.js';
import { answerDraw, answerReview, DRAW_FORMS, type DrawAsked, type Drawing, type Reviewed } from './answer-reviews.js';
import { DRAWING, REVIEW_SAID, REVIEWED } from './access-log.schema.data.js';

const WORDS = {
  from: { says: 'Läst från och med (read from here on)', schema: DRAW_FORMS.from.schema, required: true },
  to: {
    says: 'Läst före, en tidpunkt som har varit (read before, an instant that has been)',
    schema: DRAW_FORMS.to.schema,
    required: true,
  },
  size: { says: 'Antal som dras (how many are drawn)', schema: DRAW_FORMS.size.schema },
  seed: {
    says: 'Samma frö drar detsamma; annars hubbens (the same seed draws the same; else the hub’s own)',
    schema: DRAW_FORMS.seed.schema,
  },
} as const;

const EXAMPLE = {
  drawn: {
    ...{ from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' },
    seed: '7d0f1c62-9c1e-4a4f-8a54-0a2b53e6a6a1',
  },
  found: [{ seq: 17, finding: 'inOrder' }],
};

@ApiTags('audit')
@Controller('v1/audit/access-log')
export class ReviewsController {
  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {}

  @Get('draw')
  @Door('reviewReads')
  @TakesQuery(WORDS)
  @Answers(200, { says: 'Dragna läsningar, äldst först / reads that were drawn, the oldest first', schema: DRAWING })
  @Refuses('LedgerUnavailable', 'LogUnavailable')
  @ApiOperation({ summary: 'Stickprov ur loggen över en tid (reads of a period, drawn by chance)' })
  draw(@Query() query: unknown, @Caller() caller: Principal): Promise<Drawing> {
    const reviewer = partyAsking(caller);
    const asked = wordsOfQuery(query, Object.keys(WORDS)) as DrawAsked;
    return entered(this.parts, { caller, door: 'reviewReads', isOfNobody: 'disclosed' }, () =>
      answerDraw(this.parts.book, asked, reviewer),
    );
  }

  @Post('reviews')
  @HttpCode(201)
  @Door('reviewReads')
  @TakesBody({ 'application/json': { schema: REVIEW_SAID, example: EXAMPLE } })
  @Answers(201, { says: 'Granskningen står i loggen / the review stands in the log', schema: REVIEWED })
  @Refuses('LedgerUnavailable', ...NOT_THE_BODY)
  @ApiOperation({ summary: 'Vad en granskning av loggen kom fram till (what a review of the log found)' })
  review(@Req() request: FastifyRequest, @Caller() caller: Principal): Promise<Reviewed> {
    return answerReview(this.parts.book, jsonObject(request, ['drawn', 'found']), partyAsking(caller));
  }
}
