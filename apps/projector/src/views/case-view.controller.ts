/** The doors to the views of one placement: one controller each, made from its entry. */
import { Controller, Get, Param, Query, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { Caller } from '#http';
import { answered } from './answered.js';
import { asked, OF_ONE, Takes } from './asked.js';
import { CASE_VIEWS, VIEWS_UNDER, type CaseView } from './case-view.js';
import { AnswersOfPlacement } from './described.js';
import { ReadCase } from './queries.js';
import { uuidIn } from './uuid-in.js';

interface DoorOfView {
  readonly view: CaseView;
  readonly path: string;
  readonly operation: { readonly operationId: string; readonly summary: string };
}

const OF_ITSELF: DoorOfView = {
  view: 'placement',
  path: ':id',
  operation: { operationId: 'ViewsController_placement', summary: 'En placering (one placement)' },
};

const doorUnder = (view: CaseView): DoorOfView => ({
  view,
  path: `:id/${view}`,
  operation: {
    operationId: `ViewsController_placement_${view}`,
    summary: `En placerings ${CASE_VIEWS[view].sv ?? view} (${view} of a placement)`,
  },
});

/** `GET /v1/placements/<uuid>`, and `/v1/placements/<uuid>/<view>`. */
function caseViewController({ view, path, operation }: DoorOfView): Type {
  @ApiTags('views')
  @Controller('v1/placements')
  class CaseViewController {
    constructor(private readonly queries: QueryBus) {}

    @Get(path)
    @Takes(...OF_ONE)
    @AnswersOfPlacement(view)
    @ApiOperation(operation)
    async show(
      @Param('id') id: string,
      @Query() query: unknown,
      @Caller() caller: Principal,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<unknown> {
      const question = asked(query, OF_ONE);
      const placementId = uuidIn(id);
      return answered(await this.queries.execute(new ReadCase({ ...question, view, placementId }, caller)), reply);
    }
  }
  return CaseViewController;
}

export const CASE_VIEW_CONTROLLERS: readonly Type[] = [OF_ITSELF, ...VIEWS_UNDER.map(doorUnder)].map(
  caseViewController,
);
