/** The questions on the query bus, and who answers each. */
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { type Principal } from '#access';
import { refusal } from '#http';
import { PROJECTOR_PARTS, WAIT_FOR_MS_MAX, type ProjectorParts } from '../projector.options.js';
import { answerAgreements } from './agreement-view.js';
import { answerCaseView, type CaseQuestion, type ViewAnswer } from './case-view.js';
import { answerList, type ListAsked, type ListName, type ListPage } from './list-view.js';
import { answerOf, type SubjectQuestion } from './subject-view.js';
import { positionAsked } from './reading-question.js';

/** A view of one placement. */
export class ReadCase extends Query<ViewAnswer> {
  constructor(readonly question: CaseQuestion) {
    super();
  }
}

/** Deadlines or findings of any subject. */
export class ReadSubject extends Query<ViewAnswer> {
  constructor(readonly question: SubjectQuestion) {
    super();
  }
}

/** A list over all cases that one may see. */
export class ReadList extends Query<ListPage> {
  constructor(
    readonly list: ListName,
    readonly asked: ListAsked & { readonly waitFor?: string },
    readonly caller: Principal,
  ) {
    super();
  }
}

/** The agreements that one is a party of. */
export class ReadAgreements extends Query<ViewAnswer> {
  constructor(
    readonly asked: { readonly asOf?: string; readonly knownAt?: string },
    readonly caller: Principal,
  ) {
    super();
  }
}

/** Waits until the log's readers have seen `waitFor`: the log itself always has, the rows when their follower has. */
async function waited(parts: ProjectorParts, waitFor: string | undefined): Promise<void> {
  if (waitFor === undefined) return;
  const position = positionAsked(parts.log, waitFor, 'waitFor');
  if (await parts.rows.caughtUp(position, WAIT_FOR_MS_MAX)) return;
  throw refusal('PositionNotReached');
}

@QueryHandler(ReadCase)
export class ReadCaseHandler implements IQueryHandler<ReadCase> {
  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {}

  async execute({ question }: ReadCase): Promise<ViewAnswer> {
    const { waitFor } = question;
    if (waitFor !== undefined) await logHas(this.parts, waitFor);
    return answerCaseView(this.parts, question);
  }
}

@QueryHandler(ReadSubject)
export class ReadSubjectHandler implements IQueryHandler<ReadSubject> {
  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {}

  async execute({ question }: ReadSubject): Promise<ViewAnswer> {
    const { waitFor } = question;
    if (waitFor !== undefined) await logHas(this.parts, waitFor);
    return answerOf(this.parts, question);
  }
}

@QueryHandler(ReadList)
export class ReadListHandler implements IQueryHandler<ReadList> {
  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {}

  async execute({ list, asked, caller }: ReadList): Promise<ListPage> {
    await waited(this.parts, asked.waitFor);
    return answerList(this.parts, list, asked, caller);
  }
}

@QueryHandler(ReadAgreements)
export class ReadAgreementsHandler implements IQueryHandler<ReadAgreements> {
  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {}

  execute({ asked, caller }: ReadAgreements): Promise<ViewAnswer> {
    return answerAgreements(this.parts, asked, caller);
  }
}

/** A detail view is read from the log: it waits for the log alone, which another instance may write. */
async function logHas(parts: ProjectorParts, waitFor: string): Promise<void> {
  const { log } = parts;
  const position = positionAsked(log, waitFor, 'waitFor');
  const deadline = AbortSignal.timeout(WAIT_FOR_MS_MAX);
  while (log.compare(await log.head(), position) < 0) {
    if (deadline.aborted) throw refusal('PositionNotReached');
    await log.waitForMore(await log.head(), deadline);
  }
}

export const QUERY_HANDLERS = [ReadCaseHandler, ReadSubjectHandler, ReadListHandler, ReadAgreementsHandler];
