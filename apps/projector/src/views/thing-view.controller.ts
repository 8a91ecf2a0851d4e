/** The doors to what is asked after by a uuid of its own: one controller each, made from its entry. Every answer says the position it is of. */
import { Controller, Get, Param, Query, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { Caller } from '#http';
import { answered } from './answered.js';
import { asked, OF_ONE, Takes } from './asked.js';
import { AnswersOfOne } from './described.js';
import { ReadThing } from './queries.js';
import { THINGS, type Thing } from './things.js';
import { uuidIn } from './uuid-in.js';

/** `GET /v1/<path>/<uuid>`. */
function thingViewController(thing: Thing): Type {
  const { path, schema, uuidOf, operation } = thing;
  const door = `${path}/:id`;

  @ApiTags('views')
  @Controller('v1')
  class ThingViewController {
    constructor(private readonly queries: QueryBus) {}

    @Get(door)
    @Takes(...OF_ONE)
    @AnswersOfOne(path, schema, uuidOf)
    @ApiOperation(operation)
    async show(
      @Param('id') id: string,
      @Query() query: unknown,
      @Caller() caller: Principal,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<unknown> {
      const question = { ...asked(query, OF_ONE), id: uuidIn(id) };
      return answered(await this.queries.execute(new ReadThing(thing, question, caller)), reply);
    }
  }
  return ThingViewController;
}

export const THING_VIEW_CONTROLLERS: readonly Type[] = THINGS.map(thingViewController);
