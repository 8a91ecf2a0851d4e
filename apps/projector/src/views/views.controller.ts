/** The doors of the read side: views of one placement, and lists. Every answer says the position it is of. */
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type CaseView, type Principal } from '#access';
import { type Uuid } from '#domain';
import { Caller, refusal } from '#http';
import { type ViewAnswer } from './case-view.js';
import { type ListAsked, type ListName, type ListPage } from './list-view.js';
import { asked, type Asked } from './asked.js';
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
  @ApiOperation({ summary: 'Placeringar som den frågande är huvudman för (placements one is principal of)' })
  placements(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.list('placements', asked(query, ['party', 'status', 'limit', 'after']), caller, { request, reply });
  }

  @Get('placements/:id')
  @ApiOperation({ summary: 'En placering (one placement)' })
  placement(
    @Param('id') id: string,
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.view('placement', id, asked(query, []), { caller, reply });
  }

  @Get('placements/:id/:view')
  @ApiParam({ name: 'id' })
  @ApiParam({ name: 'view', enum: CASE_VIEWS })
  @ApiQuery({ name: 'asOf', required: false, description: "Dag, annars klockans (day, else the clock's)" })
  @ApiQuery({ name: 'knownAt', required: false, description: 'Position eller tidpunkt (position or instant)' })
  @ApiQuery({ name: 'waitFor', required: false, description: 'Vänta in en position (wait for a position)' })
  @ApiOperation({ summary: 'Ansvar, kostnader, frister, tidslinje eller anmärkningar (views of one placement)' })
  caseView(
    @Param() { id, view }: { readonly id: string; readonly view: string },
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const known = CASE_VIEWS.find((name) => name === view);
    if (!known) throw refusal('NotFound');
    return this.view(known, id, asked(query, []), { caller, reply });
  }

  @Get('deadlines')
  @ApiOperation({ summary: 'Frister, av ett ärende eller en överenskommelse (`of`) eller över alla (deadlines)' })
  deadlines(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const question = asked(query, ['of', 'party', 'status', 'kind', 'dueBefore', 'limit', 'after']);
    if (question.of !== undefined) return this.subject('deadlines', question.of, question, { caller, reply });
    return this.list('deadlines', question, caller, { request, reply });
  }

  @Get('findings')
  @ApiOperation({ summary: 'Anmärkningar, av ett ärende eller en överenskommelse (`of`) eller över alla (findings)' })
  findings(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const question = asked(query, ['of', 'party', 'status', 'rule', 'limit', 'after']);
    if (question.of !== undefined) return this.subject('findings', question.of, question, { caller, reply });
    return this.list('findings', question, caller, { request, reply });
  }

  @Get('agreements')
  @ApiOperation({ summary: 'Överenskommelser som den frågande är part i (agreements)' })
  async agreements(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return answered(await this.queries.execute(new ReadAgreements(asked(query, []), caller)), reply);
  }

  private async view(view: CaseView, id: string, question: Asked, { caller, reply }: Asking): Promise<unknown> {
    if (!UUID.test(id)) throw refusal('NotFound');
    const placementId = id.toLowerCase() as Uuid;
    return answered(await this.queries.execute(new ReadCase({ ...question, view, placementId, caller })), reply);
  }

  private async subject(
    view: 'deadlines' | 'findings',
    of: string,
    question: Asked,
    { caller, reply }: Asking,
  ): Promise<unknown> {
    return answered(await this.queries.execute(new ReadSubject({ ...question, view, of, caller })), reply);
  }

  private async list(
    list: ListName,
    question: Asked & ListAsked,
    caller: Principal,
    { request, reply }: Exchange,
  ): Promise<unknown> {
    const page: ListPage = await this.queries.execute(new ReadList(list, question, caller));
    void reply.header(POSITION_HEADER, page.asOfPosition);
    if (page.next !== undefined) void reply.header('link', nextLink(request.url, page.next));
    return page.items;
  }
}

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
