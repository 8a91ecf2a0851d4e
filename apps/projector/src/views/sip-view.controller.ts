/** The doors to one SIP and to one consent. Every answer says the position it is of. */
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { Caller } from '#http';
import { answered } from './answered.js';
import { asked, OF_ONE, Takes } from './asked.js';
import { AnswersOfOne } from './described.js';
import { ReadConsent, ReadSip } from './queries.js';
import { CONSENT_VIEW, SIP_VIEW } from './sip.schema.data.js';
import { uuidIn } from './uuid-in.js';

@ApiTags('views')
@Controller('v1')
export class SipViewController {
  constructor(private readonly queries: QueryBus) {}

  @Get('sips/:id')
  @Takes(...OF_ONE)
  @AnswersOfOne(SIP_VIEW, 'SIP:ens uuid / of the SIP')
  @ApiOperation({ summary: 'En samordnad individuell plan (one SIP)' })
  async sip(
    @Param('id') id: string,
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const question = { ...asked(query, OF_ONE), id: uuidIn(id), caller };
    return answered(await this.queries.execute(new ReadSip(question)), reply);
  }

  @Get('consents/:id')
  @Takes(...OF_ONE)
  @AnswersOfOne(CONSENT_VIEW, 'Samtyckets uuid / of the consent')
  @ApiOperation({ summary: 'Ett samtycke till SIP (one consent to a SIP)' })
  async consent(
    @Param('id') id: string,
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const question = { ...asked(query, OF_ONE), id: uuidIn(id), caller };
    return answered(await this.queries.execute(new ReadConsent(question)), reply);
  }
}
