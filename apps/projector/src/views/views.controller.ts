/** The doors of the read side: views of one placement, and lists. Every answer says the position it is of. */
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type CaseView, type Principal } from '#access';
import { type Uuid } from '#domain';
import { Caller, refusal } from '#http';
import { type ViewAnswer } from './case-view.js';
import { type ListName, type ListPage } from './list-view.js';
import { asked, OF_LIST, OF_ONE, Takes, type Asked } from './asked.js';
import { ReadAgreements, ReadCase, ReadList, ReadSubject } from './queries.js';

/** The header that says which position of the log an answer holds everything up to. */
export const POSITION_HEADER = 'hvb-as-of-position';

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
const CASE_VIEWS = [
  'responsibility',
  'costs',
  'deadlines',
  'timeline',
  'findings',
] as const satisfies readonly CaseView[];

@ApiTags('views')
@ApiBearerAuth()
@Controller('v1')
export class ViewsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('placements')
  @Takes(...OF_LIST.placements)
  @ApiOperation({ summary: 'Placeringar som den frågande är huvudman för (placements one is principal of)' })
  placements(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.list('placements', query, caller, { request, reply });
  }

  @Get('placements/:id')
  @Takes(...OF_ONE)
  @ApiOperation({ summary: 'En placering (one placement)' })
  placement(
    @Param('id') id: string,
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.view('placement', id, asked(query, OF_ONE), { caller, reply });
  }

  @Get('placements/:id/:view')
  @ApiParam({ name: 'id' })
  @ApiParam({ name: 'view', enum: CASE_VIEWS })
  @Takes(...OF_ONE)
  @ApiOperation({ summary: 'Ansvar, kostnader, frister, tidslinje eller anmärkningar (views of one placement)' })
  caseView(
    @Param() { id, view }: { readonly id: string; readonly view: string },
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const known = CASE_VIEWS.find((name) => name === view);
    if (!known) throw refusal('NotFound', { expected: CASE_VIEWS.join(' | ') });
    return this.view(known, id, asked(query, OF_ONE), { caller, reply });
  }

  @Get('deadlines')
  @Takes('of', ...OF_ONE)
  @Takes(...OF_LIST.deadlines)
  @ApiOperation({ summary: 'Frister, av ett ärende eller en överenskommelse (`of`) eller över alla (deadlines)' })
  deadlines(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    if (isOfOne(query)) return this.subject('deadlines', query, { caller, reply });
    return this.list('deadlines', query, caller, { request, reply });
  }

  @Get('findings')
  @Takes('of', ...OF_ONE)
  @Takes(...OF_LIST.findings)
  @ApiOperation({ summary: 'Anmärkningar, av ett ärende eller en överenskommelse (`of`) eller över alla (findings)' })
  findings(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    if (isOfOne(query)) return this.subject('findings', query, { caller, reply });
    return this.list('findings', query, caller, { request, reply });
  }

  @Get('agreements')
  @Takes(...OF_ONE)
  @ApiOperation({ summary: 'Överenskommelser som den frågande är part i (agreements)' })
  async agreements(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return answered(await this.queries.execute(new ReadAgreements(asked(query, OF_ONE), caller)), reply);
  }

  private async view(view: CaseView, id: string, question: Asked, { caller, reply }: Asking): Promise<unknown> {
    if (!UUID.test(id)) throw refusal('NotFound');
    const placementId = id.toLowerCase() as Uuid;
    return answered(await this.queries.execute(new ReadCase({ ...question, view, placementId, caller })), reply);
  }

  private async subject(view: 'deadlines' | 'findings', query: unknown, { caller, reply }: Asking): Promise<unknown> {
    const { of = '', ...question } = asked(query, ['of', ...OF_ONE]);
    return answered(await this.queries.execute(new ReadSubject({ ...question, view, of, caller })), reply);
  }

  private async list(
    list: ListName,
    query: unknown,
    caller: Principal,
    { request, reply }: Exchange,
  ): Promise<unknown> {
    const page: ListPage = await this.queries.execute(new ReadList(list, asked(query, OF_LIST[list]), caller));
    void reply.header(POSITION_HEADER, page.asOfPosition);
    if (page.next !== undefined) void reply.header('link', nextLink(request.url, page.next));
    return page.items;
  }
}

/** `of` asks of one thing and not for a list. */
const isOfOne = (query: unknown): boolean => Object.hasOwn(query ?? {}, 'of');

interface Asking {
  readonly caller: Principal;
  readonly reply: FastifyReply;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

function answered({ body, asOfPosition }: ViewAnswer, reply: FastifyReply): unknown {
  void reply.header(POSITION_HEADER, asOfPosition);
  return body;
}

function nextLink(url: string, after: string): string {
  const [path = '', query = ''] = url.split('?');
  const next = new URLSearchParams(query);
  next.set('after', after);
  return `<${path}?${next.toString()}>; rel="next"`;
}
