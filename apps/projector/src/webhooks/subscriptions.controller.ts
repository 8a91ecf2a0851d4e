/** The doors to a party's own subscriptions: `/v1/subscriptions` and what is under it. */
import { Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { type PartyId } from '#domain';
import { listed, UUID_SCHEMA, type JsonSchema } from '#contracts';
import {
  Answers,
  CallingParty,
  Door,
  jsonObject,
  NOT_THE_BODY,
  Refuses,
  StopList,
  TakesBody,
  TakesPath,
  TakesQuery,
  wordsOfQuery,
} from '#http';
import { WEBHOOK_DEPS } from '../projector.options.js';
import {
  change,
  deliveries,
  DELIVERY_FORMS,
  letGo,
  list,
  SCHEDULE,
  standing,
  subscribe,
  test,
  unsubscribe,
  type ManageDeps,
} from './manage-subscriptions.js';
import { resend } from './resend.js';
import {
  CHANGED_SUBSCRIPTION,
  DELIVERIES,
  NEW_SUBSCRIPTION,
  REMOVED,
  RESEND,
  RESENT,
  SUBSCRIPTION,
  SUBSCRIPTION_STANDING,
  SUBSCRIPTION_WITH_SECRET,
  TESTED,
} from './subscription.schema.data.js';

const EXAMPLE = { url: 'https://mottagare.example/hvb', filter: { types: ['se.hvbhub.placement.changed.v1'] } };
const NEW_FIELDS = ['url', 'filter'];
const CHANGED_FIELDS = [...NEW_FIELDS, 'status', 'rotateSecret'];
const RESEND_FIELDS = ['sequences', 'from', 'to', 'dead', 'confirm'];
const WORDS = {
  after: { says: 'Efter numret i flödet (after that number of the feed)', schema: DELIVERY_FORMS.after.schema },
  limit: { says: 'Poster på en sida (entries of a page)', schema: DELIVERY_FORMS.limit.schema },
} as const;

const TakesId = (): MethodDecorator => TakesPath('id', 'Prenumerationens uuid / of the subscription', UUID_SCHEMA);

const body = (schema: JsonSchema, example: object): MethodDecorator =>
  TakesBody({ 'application/json': { schema, example } });

@ApiTags('feed')
@Controller('v1/subscriptions')
export class SubscriptionsController {
  constructor(
    @Inject(WEBHOOK_DEPS) private readonly deps: ManageDeps,
    private readonly stopList: StopList,
  ) {}

  @Post()
  @HttpCode(201)
  @Door('subscriptions')
  @body(NEW_SUBSCRIPTION, EXAMPLE)
  @Answers(201, { says: 'Prenumerationen, med nyckeln / with its secret', schema: SUBSCRIPTION_WITH_SECRET })
  @Refuses('TooManySubscriptions', ...NOT_THE_BODY)
  @ApiOperation({ summary: 'Prenumererar på partens flöde, som webhook (subscribes to the feed, by webhook)' })
  subscribe(@Req() request: FastifyRequest, @CallingParty() party: PartyId): Promise<object> {
    return subscribe(this.deps, party, jsonObject(request, NEW_FIELDS));
  }

  @Get()
  @Door('subscriptions')
  @Answers(200, { says: 'Partens egna / the party’s own', schema: listed(SUBSCRIPTION) })
  @ApiOperation({ summary: 'Partens prenumerationer (the party’s subscriptions)' })
  list(@CallingParty() party: PartyId): Promise<readonly object[]> {
    return list(this.deps, party);
  }

  @Get(':id')
  @Door('subscriptions')
  @TakesId()
  @Answers(200, { says: 'Prenumerationen, och hur det går / how it fares', schema: SUBSCRIPTION_STANDING })
  @Refuses('NotFound')
  @ApiOperation({ summary: 'En prenumeration: läge, eftersläpning, senaste fel, nästa försök (how it stands)' })
  standing(@Param('id') id: string, @CallingParty() party: PartyId): Promise<object> {
    return standing(this.deps, party, id);
  }

  @Patch(':id')
  @Door('subscriptions')
  @TakesId()
  @body(CHANGED_SUBSCRIPTION, { rotateSecret: true })
  @Answers(200, { says: 'Ändrad, från och med nu / changed, from now on', schema: SUBSCRIPTION_WITH_SECRET })
  @Refuses('NotFound', ...NOT_THE_BODY)
  @ApiOperation({ summary: 'Ändrar adress, filter eller läge, eller byter nyckel (changes it, or its key)' })
  change(@Param('id') id: string, @Req() request: FastifyRequest, @CallingParty() party: PartyId): Promise<object> {
    return change(this.deps, { party, id }, jsonObject(request, CHANGED_FIELDS));
  }

  @Delete(':id')
  @Door('subscriptions')
  @TakesId()
  @Answers(200, { says: 'Borta, med nycklar och det som väntade / gone, with its secrets', schema: REMOVED })
  @Refuses('NotFound')
  @ApiOperation({ summary: 'Tar bort en prenumeration (removes one)' })
  unsubscribe(@Param('id') id: string, @CallingParty() party: PartyId): Promise<object> {
    return unsubscribe(this.deps, party, id);
  }

  @Post(':id/test')
  @HttpCode(200)
  @Door('subscriptions')
  @TakesId()
  @Answers(200, { says: 'Vad det blev av provet / what came of it', schema: TESTED })
  @Refuses('NotFound')
  @ApiOperation({ summary: 'Skickar en provhändelse till en aktiv mottagare (sends a test to an active receiver)' })
  test(@Param('id') id: string, @CallingParty() party: PartyId): Promise<object> {
    return test(this.deps, { party, id }, this.stopList.signal);
  }

  @Get(':id/deliveries')
  @Door('subscriptions')
  @TakesId()
  @TakesQuery(WORDS)
  @Answers(200, { says: 'Det som väntar, och det som har dött / what waits, and what has died', schema: DELIVERIES })
  @Refuses('NotFound', 'BadRequest')
  @ApiOperation({
    summary: 'Det som inte har kommit fram (what has not come through)',
    description: `Sekunder efter varje misslyckande till nästa försök / seconds from each failure to the next attempt: ${SCHEDULE}.`,
  })
  deliveries(
    @Param('id') id: string,
    @Query() query: unknown,
    @CallingParty() party: PartyId,
  ): Promise<readonly object[]> {
    return deliveries(this.deps, { party, id }, wordsOfQuery(query, Object.keys(WORDS)));
  }

  @Delete(':id/deliveries/:sequence')
  @Door('subscriptions')
  @TakesId()
  @TakesPath('sequence', 'Postens nummer i flödet / of the entry in the feed', { type: 'integer', minimum: 1 })
  @Answers(200, { says: 'Släppt / let go of', schema: REMOVED })
  @Refuses('NotFound')
  @ApiOperation({ summary: 'Släpper det som har dött, så att ärendet går vidare (lets go of what has died)' })
  letGo(@Param('id') id: string, @Param('sequence') sequence: string, @CallingParty() party: PartyId): Promise<object> {
    return letGo(this.deps, { party, id }, sequence);
  }

  @Post(':id/resend')
  @HttpCode(200)
  @Door('subscriptions')
  @TakesId()
  @body(RESEND, { from: 1, to: 20, confirm: 20 })
  @Answers(200, { says: 'Hur många, och om de skickas / how many, and whether they are sent', schema: RESENT })
  @Refuses('NotFound', 'CountDiffers', ...NOT_THE_BODY)
  @ApiOperation({
    summary: 'Räknar, och när antalet bekräftas skickar, på nytt (counts, and when confirmed sends anew)',
  })
  resend(@Param('id') id: string, @Req() request: FastifyRequest, @CallingParty() party: PartyId): Promise<object> {
    return resend(this.deps, { party, id }, jsonObject(request, RESEND_FIELDS));
  }
}
