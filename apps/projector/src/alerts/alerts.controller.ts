/** The doors to where a party's people are alerted: `/v1/alerts`. */
import { Controller, Delete, Get, Inject, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { type PartyId } from '#domain';
import { Answers, CallingParty, Door, jsonObject, NOT_THE_BODY, Refuses, TakesBody } from '#http';
import { ALERT_DEPS } from '../projector.options.js';
import { REMOVED } from '../webhooks/subscription.schema.data.js';
import { ALERT_ADDRESS, ALERT_STANDING } from './alert.schema.data.js';
import { alertStanding, removeAlertAddress, setAlertAddress, type ManageAlertsDeps } from './manage-alerts.js';

const FIELDS = ['mail', 'subscription'];
const EXAMPLE = { mail: ['hvb@falun.example'], subscription: null };

@ApiTags('feed')
@Controller('v1/alerts')
export class AlertsController {
  constructor(@Inject(ALERT_DEPS) private readonly deps: ManageAlertsDeps) {}

  @Get()
  @Door('subscriptions')
  @Answers(200, {
    says: 'Vart, enligt vem, och hur det går / where, by whose word, how it fares',
    schema: ALERT_STANDING,
  })
  @ApiOperation({ summary: 'Vart partens aviseringar går (where the party’s people are alerted)' })
  standing(@CallingParty() party: PartyId): Promise<object> {
    return alertStanding(this.deps, party);
  }

  @Put()
  @Door('subscriptions')
  @TakesBody({ 'application/json': { schema: ALERT_ADDRESS, example: EXAMPLE } })
  @Answers(200, { says: 'Gäller från och med nu / holds from now on', schema: ALERT_STANDING })
  @Refuses('NotFound', 'TooManySubscriptions', ...NOT_THE_BODY)
  @ApiOperation({
    summary: 'Säger vart aviseringarna går, i stället för det som registret har (says where, in place of the register)',
  })
  set(@Req() request: FastifyRequest, @CallingParty() party: PartyId): Promise<object> {
    return setAlertAddress(this.deps, party, jsonObject(request, FIELDS));
  }

  @Delete()
  @Door('subscriptions')
  @Answers(200, { says: 'Det som registret har gäller igen / what the register has holds again', schema: REMOVED })
  @Refuses('NotFound')
  @ApiOperation({ summary: 'Tar bort partens egen adress (removes the party’s own address)' })
  remove(@CallingParty() party: PartyId): Promise<object> {
    return removeAlertAddress(this.deps, party);
  }
}
