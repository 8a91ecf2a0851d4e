/** The doors to the agreements, to one of them, to one deviation, and to the timeline of any subject. Every answer says the position it is of. */
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { either, listed, UUID_SCHEMA } from '#contracts';
import { Caller, Refuses, TakesPath } from '#http';
import { answered } from './answered.js';
import { asked, MustTake, OF_ONE, Takes } from './asked.js';
import { AnswersView, schemaOfView } from './described.js';
import { ReadAgreement, ReadAgreements, ReadDeviation, ReadSubject } from './queries.js';
import { ERASED_IN_PART, ERASED_WHOLE } from './timeline.schema.data.js';
import { uuidIn } from './uuid-in.js';
import { AGREEMENT_ITEM, AGREEMENT_VIEW, DEVIATION_VIEW } from './view.schema.data.js';

@ApiTags('views')
@Controller('v1')
export class ViewsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('agreements')
  @Takes(...OF_ONE)
  @AnswersView(listed(AGREEMENT_ITEM))
  @ApiOperation({ summary: 'Överenskommelser som den frågande är part i (agreements)' })
  async agreements(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return answered(await this.queries.execute(new ReadAgreements(asked(query, OF_ONE), caller)), reply);
  }

  @Get('agreements/:id')
  @Takes(...OF_ONE)
  @AnswersView(either(AGREEMENT_VIEW, ERASED_IN_PART, ERASED_WHOLE))
  @Refuses('NotFound')
  @TakesPath('id', 'Överenskommelsens uuid / of the agreement', UUID_SCHEMA)
  @ApiOperation({ summary: 'En överenskommelse (one agreement)' })
  async agreement(
    @Param('id') id: string,
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const question = { ...asked(query, OF_ONE), id: uuidIn(id), caller };
    return answered(await this.queries.execute(new ReadAgreement(question)), reply);
  }

  @Get('deviations/:id')
  @Takes(...OF_ONE)
  @AnswersView(either(DEVIATION_VIEW, ERASED_IN_PART, ERASED_WHOLE))
  @Refuses('NotFound')
  @TakesPath('id', 'Avvikelsens uuid / of the deviation', UUID_SCHEMA)
  @ApiOperation({ summary: 'En avvikelse (one deviation)' })
  async deviation(
    @Param('id') id: string,
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const question = asked(query, OF_ONE);
    const deviationId = uuidIn(id);
    const view = 'deviation';
    return answered(await this.queries.execute(new ReadDeviation({ ...question, view, deviationId, caller })), reply);
  }

  @Get('timeline')
  @MustTake('of')
  @Takes(...OF_ONE)
  @AnswersView(schemaOfView('timeline'))
  @Refuses('NotFound')
  @ApiOperation({ summary: 'Tidslinjen för ett ärende eller en överenskommelse (`of`) (timeline of any subject)' })
  async timeline(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { of = '', ...question } = asked(query, ['of', ...OF_ONE]);
    return answered(await this.queries.execute(new ReadSubject({ ...question, view: 'timeline', of, caller })), reply);
  }
}
