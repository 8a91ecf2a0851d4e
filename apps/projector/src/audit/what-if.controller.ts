/** The auditor's door to what if: a question about one stream, answered and forgotten. */
import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Principal } from '#access';
import { POSITION_SCHEMA, readWhatIf, WHAT_IF_SCHEMA } from '#contracts';
import {
  Answers,
  Caller,
  Door,
  jsonValue,
  NOT_THE_BODY,
  ProblemError,
  Refuses,
  refusal,
  SLICES,
  TakesBody,
  type Slices,
} from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { answered, POSITION_HEADER } from '../views/answered.js';
import { REFUSED_OF_ONE } from '../views/described.js';
import { subjectIn } from '../views/subject-view.js';
import { entered } from '../views/entered.js';
import { answerWhatIf } from './answer-what-if.js';
import { WHAT_IF_ANSWER } from './what-if.schema.data.js';

/** Bytes of a question: some times what the longest has. */
export const QUESTION_BYTES_MAX = 16 * 1024;
/** Questions that are worked on at once; more are asked to come again. */
export const AT_ONCE_MAX = 2;
const RETRY = { 'retry-after': '2' };

const EXAMPLE = {
  of: 'placement/7d0f1c62-9c1e-4a4f-8a54-0a2b53e6a6a1',
  settings: { emergencyMonths: 3 },
  asOf: '2026-03-31',
};

@ApiTags('audit')
@Controller('v1/audit/what-if')
export class WhatIfController {
  private underWay = 0;

  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    @Inject(SLICES) private readonly slices: Slices,
  ) {}

  @Post()
  @HttpCode(200)
  @Door('whatIf')
  @ApiOperation({
    summary: 'Ett förlopp under andra villkor: vad som skiljer, uppgift för uppgift (a history under other terms)',
  })
  @TakesBody({ 'application/json': { schema: WHAT_IF_SCHEMA, example: EXAMPLE } })
  @Answers(200, {
    says: 'Vad som skiljer / what differs',
    schema: WHAT_IF_ANSWER,
    headers: {
      [POSITION_HEADER]: { description: 'Allt hit är med / holds everything up to here', schema: POSITION_SCHEMA },
    },
  })
  @Refuses(...REFUSED_OF_ONE, 'TooLarge', 'LedgerUnavailable', ...NOT_THE_BODY)
  async ask(
    @Req() request: FastifyRequest,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    if (request.body instanceof Uint8Array && request.body.byteLength > QUESTION_BYTES_MAX)
      throw refusal('TooLarge', { expected: `≤ ${QUESTION_BYTES_MAX} bytes` });
    const read = readWhatIf(jsonValue(request));
    if (!read.ok) throw new ProblemError(read.problem);
    if (this.underWay >= AT_ONCE_MAX) throw refusal('TooManyRequests', {}, RETRY);
    this.underWay += 1;
    try {
      const deps = { ...this.parts, slices: this.slices };
      const subject = subjectIn(read.value.of);
      const asking = { caller, door: 'whatIf', ...(subject ? { subject } : {}) } as const;
      const answer = await entered(this.parts, asking, (eyes) => answerWhatIf(deps, { asked: read.value, eyes }));
      return answered(answer, reply);
    } finally {
      this.underWay -= 1;
    }
  }
}
