/** The questions on the query bus, and who answers each. */
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { type Principal } from '#access';
import { isSubjectKind } from '#domain';
import { StopList } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { answerAgreements } from './agreement-view.js';
import { type Asked } from './asked.js';
import { CASE_VIEWS } from './case-view.js';
import { type ListName } from '../lists/lists.js';
import { entered } from './entered.js';
import { answerList, type ListPage } from './list-view.js';
import { type AskedOf } from './reading-question.js';
import { answerStatistics, type StatisticsView, type StatisticsAsked } from './statistics-view.js';
import { type ThingQuestion, type ViewAnswer } from './stream-view.js';
import { answerCaseView, answerOf, subjectNamed, type CaseQuestion, type SubjectQuestion } from './subject-view.js';
import { type Thing } from './things.js';
import { waitForLog, waitForRows } from './waits.js';

/** A view of one placement. */
export class ReadCase extends Query<ViewAnswer> {
  constructor(
    readonly question: Omit<CaseQuestion, 'eyes'>,
    readonly caller: Principal,
  ) {
    super();
  }
}

/** What is asked after by a uuid of its own. */
export class ReadThing extends Query<ViewAnswer> {
  constructor(
    readonly thing: Thing,
    readonly question: Omit<ThingQuestion, 'eyes'>,
    readonly caller: Principal,
  ) {
    super();
  }
}

/** Deadlines, findings or the timeline of any subject. */
export class ReadSubject extends Query<ViewAnswer> {
  constructor(
    readonly question: Omit<SubjectQuestion, 'eyes'>,
    readonly caller: Principal,
  ) {
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

  async execute({ question, caller }: ReadCase): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    const { view, placementId: id } = question;
    const asking = { caller, door: CASE_VIEWS[view].door, subject: { kind: 'placement', id } } as const;
    return entered(this.parts, asking, (eyes) => answerCaseView(this.parts, { ...question, eyes }));
  }
}

@QueryHandler(ReadThing)
export class ReadThingHandler implements IQueryHandler<ReadThing> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ thing, question, caller }: ReadThing): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    const { path: door, name, answer } = thing;
    // A consent stands in a SIP, and is no subject of its own: in which, whoever is denied is not told.
    const after = isSubjectKind(name)
      ? { subject: { kind: name, id: question.id } }
      : { asked: { consent: question.id } };
    return entered(this.parts, { caller, door, ...after }, (eyes) => answer(this.parts, { ...question, eyes }));
  }
}

@QueryHandler(ReadSubject)
export class ReadSubjectHandler implements IQueryHandler<ReadSubject> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ question, caller }: ReadSubject): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    // What may be asked of every subject has the door of its list.
    const asking = { caller, door: question.view, subject: subjectNamed(question.of) };
    return entered(this.parts, asking, (eyes) => answerOf(this.parts, { ...question, eyes }));
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
    return entered(this.parts, { caller, door: list }, (eyes) => answerList(this.parts, list, asked, eyes));
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
    const asking = { caller, door: 'statistics', isOfNobody: 'counted' } as const;
    return entered(this.parts, asking, () => answerStatistics(this.parts, asked, caller));
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
