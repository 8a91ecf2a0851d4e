/** The doors to the agreements, and to the timeline of any subject. Every answer says the position it is of. */
import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { listed } from '#contracts';
import { Caller, Refuses } from '#http';
import { answered } from './answered.js';
import { asked, MustTake, OF_ONE, Takes } from './asked.js';
import { AnswersView, REFUSED_OF_ONE, schemaOfView } from './described.js';
import { ReadAgreements, ReadSubject } from './queries.js';
import { AGREEMENT_ITEM } from './view.schema.data.js';

@ApiTags('views')
@Controller('v1')
export class ViewsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('agreements')
  @Takes(...OF_ONE)
  @AnswersView('agreements', listed(AGREEMENT_ITEM))
  @ApiOperation({ summary: 'Överenskommelser som den frågande är part i (agreements)' })
  async agreements(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return answered(await this.queries.execute(new ReadAgreements(asked(query, OF_ONE), caller)), reply);
  }

  @Get('timeline')
  @MustTake('of')
  @Takes(...OF_ONE)
  @AnswersView('timeline', schemaOfView('timeline'))
  @Refuses(...REFUSED_OF_ONE)
  @ApiOperation({ summary: 'Tidslinjen för ett ärende eller en överenskommelse (`of`) (timeline of any subject)' })
  async timeline(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { of = '', ...question } = asked(query, ['of', ...OF_ONE]);
    return answered(await this.queries.execute(new ReadSubject({ ...question, view: 'timeline', of }, caller)), reply);
  }
}
