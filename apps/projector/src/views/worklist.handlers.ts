/** The questions for the worklist on the query bus, and who answers each. */
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { type Principal } from '#access';
import { StopList } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { entered } from './entered.js';
import { waitForRows } from './waits.js';
import { answerWorklist, countWorklist, type CountedWork, type WorkAsked, type WorkPage } from './worklist-view.js';

/** A page of the worklist. */
export class ReadWorklist extends Query<WorkPage> {
  constructor(
    readonly asked: WorkAsked,
    readonly caller: Principal,
  ) {
    super();
  }
}

/** Its numbers. */
export class CountWorklist extends Query<CountedWork> {
  constructor(
    readonly asked: WorkAsked,
    readonly caller: Principal,
  ) {
    super();
  }
}

@QueryHandler(ReadWorklist)
export class ReadWorklistHandler implements IQueryHandler<ReadWorklist> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ asked, caller }: ReadWorklist): Promise<WorkPage> {
    const { log, rows } = this.parts;
    await waitForRows(rows, { log, waitFor: asked.waitFor, stopping: this.stopList.signal });
    return entered(this.parts, { caller, door: 'worklist' }, (eyes) => answerWorklist(this.parts, asked, eyes));
  }
}

@QueryHandler(CountWorklist)
export class CountWorklistHandler implements IQueryHandler<CountWorklist> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ asked, caller }: CountWorklist): Promise<CountedWork> {
    const { log, rows } = this.parts;
    await waitForRows(rows, { log, waitFor: asked.waitFor, stopping: this.stopList.signal });
    const asking = { caller, door: 'worklist', isOfNobody: 'counted' } as const;
    return entered(this.parts, asking, (eyes) => countWorklist(this.parts, asked, eyes));
  }
}

export const WORKLIST_HANDLERS = [ReadWorklistHandler, CountWorklistHandler];
