/** The questions on the query bus, and who answers each. */
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { type Principal } from '#access';
import { StopList } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { answerAgreements } from './agreement-view.js';
import { type Asked } from './asked.js';
import { type ListName } from '../lists/lists.js';
import { answerList, type ListPage } from './list-view.js';
import { type AskedOf } from './reading-question.js';
import { answerStatistics, type StatisticsView, type StatisticsAsked } from './statistics-view.js';
import { type ThingQuestion, type ViewAnswer } from './stream-view.js';
import { answerCaseView, answerOf, type CaseQuestion, type SubjectQuestion } from './subject-view.js';
import { THINGS, type ThingName } from './things.js';
import { waitForLog, waitForRows } from './waits.js';

/** A view of one placement. */
export class ReadCase extends Query<ViewAnswer> {
  constructor(readonly question: CaseQuestion) {
    super();
  }
}

/** What is asked after by a uuid of its own. */
export class ReadThing extends Query<ViewAnswer> {
  constructor(
    readonly thing: ThingName,
    readonly question: ThingQuestion,
  ) {
    super();
  }
}

/** Deadlines, findings or the timeline of any subject. */
export class ReadSubject extends Query<ViewAnswer> {
  constructor(readonly question: SubjectQuestion) {
    super();
  }
}

/** A list over all cases that one may see. */
export class ReadList extends Query<ListPage> {
  constructor(
    readonly list: ListName,
    readonly asked: Asked,
    readonly caller: Principal,
  ) {
    super();
  }
}

/** Numbers over all cases that one may see. */
export class ReadStatistics extends Query<StatisticsView> {
  constructor(
    readonly asked: StatisticsAsked & Pick<Asked, 'waitFor'>,
    readonly caller: Principal,
  ) {
    super();
  }
}

/** The agreements that one is a party of. */
export class ReadAgreements extends Query<ViewAnswer> {
  constructor(
    readonly asked: AskedOf,
    readonly caller: Principal,
  ) {
    super();
  }
}

@QueryHandler(ReadCase)
export class ReadCaseHandler implements IQueryHandler<ReadCase> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ question }: ReadCase): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    return answerCaseView(this.parts, question);
  }
}

@QueryHandler(ReadThing)
export class ReadThingHandler implements IQueryHandler<ReadThing> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ thing, question }: ReadThing): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    return THINGS[thing].answer(this.parts, question);
  }
}

@QueryHandler(ReadSubject)
export class ReadSubjectHandler implements IQueryHandler<ReadSubject> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ question }: ReadSubject): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    return answerOf(this.parts, question);
  }
}

@QueryHandler(ReadList)
export class ReadListHandler implements IQueryHandler<ReadList> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ list, asked, caller }: ReadList): Promise<ListPage> {
    const { log, rows } = this.parts;
    await waitForRows(rows, { log, waitFor: asked.waitFor, stopping: this.stopList.signal });
    return answerList(this.parts, list, asked, caller);
  }
}

@QueryHandler(ReadStatistics)
export class ReadStatisticsHandler implements IQueryHandler<ReadStatistics> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ asked, caller }: ReadStatistics): Promise<StatisticsView> {
    const { log, rows } = this.parts;
    await waitForRows(rows, { log, waitFor: asked.waitFor, stopping: this.stopList.signal });
    return answerStatistics(this.parts, asked, caller);
  }
}

@QueryHandler(ReadAgreements)
export class ReadAgreementsHandler implements IQueryHandler<ReadAgreements> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ asked, caller }: ReadAgreements): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: asked.waitFor, stopping: this.stopList.signal });
    return answerAgreements(this.parts, asked, caller);
  }
}

export const QUERY_HANDLERS = [
  ReadCaseHandler,
  ReadThingHandler,
  ReadSubjectHandler,
  ReadListHandler,
  ReadStatisticsHandler,
  ReadAgreementsHandler,
];
