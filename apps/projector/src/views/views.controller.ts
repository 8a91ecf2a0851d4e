/** The doors to views of one placement, and to the agreements. Every answer says the position it is of. */
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { type Uuid } from '#domain';
import { Caller, refusal } from '#http';
import { answered, type Asking } from './answered.js';
import { CASE_VIEWS, VIEWS_UNDER, type CaseView } from './case-view.js';
import { asked, OF_ONE, Takes, type Asked } from './asked.js';
import { ReadAgreements, ReadCase, ReadSubject } from './queries.js';

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

/** `Ansvar, kostnader eller frister`. */
function oneOf(words: readonly string[]): string {
  const text = `${words.slice(0, -1).join(', ')} eller ${words.at(-1) ?? ''}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
const NAMES_UNDER = VIEWS_UNDER.flatMap((view) => ('sv' in CASE_VIEWS[view] ? [CASE_VIEWS[view].sv] : []));

@ApiTags('views')
@ApiBearerAuth()
@Controller('v1')
export class ViewsController {
  constructor(private readonly queries: QueryBus) {}

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
  @ApiParam({ name: 'view', enum: VIEWS_UNDER })
  @Takes(...OF_ONE)
  @ApiOperation({ summary: `${oneOf(NAMES_UNDER)} (views of one placement)` })
  caseView(
    @Param() { id, view }: { readonly id: string; readonly view: string },
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const known = VIEWS_UNDER.find((name) => name === view);
    if (!known) throw refusal('NotFound', { expected: VIEWS_UNDER.join(' | ') });
    return this.view(known, id, asked(query, OF_ONE), { caller, reply });
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

  @Get('timeline')
  @Takes('of', ...OF_ONE)
  @ApiOperation({ summary: 'Tidslinjen för ett ärende eller en överenskommelse (`of`) (timeline of any subject)' })
  async timeline(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { of = '', ...question } = asked(query, ['of', ...OF_ONE]);
    return answered(await this.queries.execute(new ReadSubject({ ...question, view: 'timeline', of, caller })), reply);
  }

  private async view(view: CaseView, id: string, question: Asked, { caller, reply }: Asking): Promise<unknown> {
    if (!UUID.test(id)) throw refusal('NotFound');
    const placementId = id.toLowerCase() as Uuid;
    return answered(await this.queries.execute(new ReadCase({ ...question, view, placementId, caller })), reply);
  }
}
