/** The doors to the lists: one controller each, made from its entry. */
import { Controller, Get, Query, Req, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Principal } from '#access';
import { Caller, Refuses } from '#http';
import { type Door } from '../lists/list.js';
import { LIST_NAMES, listOf, type ListName } from '../lists/lists.js';
import { answered, POSITION_HEADER } from './answered.js';
import { asked, OF_ONE, Takes, TakesOfList, wordsOf } from './asked.js';
import { AnswersView, schemaOfList } from './described.js';
import { ReadList, ReadSubject } from './queries.js';

type OfOne = NonNullable<Door['ofOne']>;

/** `GET /v1/<path>`: a page of the list; where its door takes `of`, also what one subject has of the same. */
function listController(name: ListName): Type {
  const { path, sentence, ofOne } = listOf(name).door;
  const words = wordsOf(name);

  @ApiTags('views')
  @Controller('v1')
  class ListController {
    constructor(private readonly queries: QueryBus) {}

    @Get(path)
    @Takes(...(ofOne ? (['of', ...OF_ONE] as const) : []))
    @TakesOfList(name)
    @AnswersView(name, schemaOfList(name, ofOne !== undefined))
    @Refuses('RowsIncomplete', 'GroundsBehind', ...(ofOne ? (['NotFound'] as const) : []))
    @ApiOperation({ operationId: `ViewsController_${name}`, summary: sentence })
    async list(
      @Query() query: unknown,
      @Caller() caller: Principal,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<unknown> {
      if (ofOne && isOfOne(query)) return answered(await this.ofOne(ofOne, query, caller), reply);
      const page = await this.queries.execute(new ReadList(name, asked(query, words), caller));
      void reply.header(POSITION_HEADER, page.asOfPosition);
      if (page.next !== undefined) void reply.header('link', nextLink(request.url, page.next));
      return page.items;
    }

    private ofOne(view: OfOne, query: unknown, caller: Principal) {
      const { of = '', ...question } = asked(query, ['of', ...OF_ONE]);
      return this.queries.execute(new ReadSubject({ ...question, view, of }, caller));
    }
  }
  return ListController;
}

export const LIST_CONTROLLERS: readonly Type[] = LIST_NAMES.map(listController);

/** `of` asks of one thing and not for a list. */
const isOfOne = (query: unknown): boolean => Object.hasOwn(query ?? {}, 'of');

/** Where the next page is, for the header `link`. */
export function nextLink(url: string, after: string): string {
  const [path = '', query = ''] = url.split('?');
  const next = new URLSearchParams(query);
  next.set('after', after);
  return `<${path}?${next.toString()}>; rel="next"`;
}
