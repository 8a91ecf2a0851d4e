/** The door to one discharge. Its answer says the position it is of. */
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { Caller } from '#http';
import { answered } from './answered.js';
import { asked, OF_ONE, Takes } from './asked.js';
import { AnswersOfOne } from './described.js';
import { DISCHARGE_VIEW } from './discharge.schema.data.js';
import { ReadDischarge } from './queries.js';
import { uuidIn } from './uuid-in.js';

@ApiTags('views')
@Controller('v1')
export class DischargeViewController {
  constructor(private readonly queries: QueryBus) {}

  @Get('discharges/:id')
  @Takes(...OF_ONE)
  @AnswersOfOne(DISCHARGE_VIEW, 'Utskrivningens uuid / of the discharge')
  @ApiOperation({ summary: 'En utskrivning från sluten vård (one discharge from hospital)' })
  async discharge(
    @Param('id') id: string,
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const question = { ...asked(query, OF_ONE), id: uuidIn(id), caller };
    return answered(await this.queries.execute(new ReadDischarge(question)), reply);
  }
}
