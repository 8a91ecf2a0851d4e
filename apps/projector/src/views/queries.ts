/** The questions on the query bus, and who answers each. */
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { type Principal } from '#access';
import { streamNamed } from '#domain';
import { StopList } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { answerAgreement, answerAgreements } from './agreement-view.js';
import { type Asked } from './asked.js';
import { type ListName } from '../lists/lists.js';
import { answerList, type ListPage } from './list-view.js';
import { type AskedOf } from './reading-question.js';
import { answerStreamView, type ThingQuestion, type ViewAnswer } from './stream-view.js';
import { answerConsent, answerSip } from './sip-view.js';
import {
  answerCaseView,
  answerDeviation,
  answerOf,
  type CaseQuestion,
  type DeviationQuestion,
  type SubjectQuestion,
} from './subject-view.js';
import { waitForLog, waitForRows } from './waits.js';

/** A view of one placement. */
export class ReadCase extends Query<ViewAnswer> {
  constructor(readonly question: CaseQuestion) {
    super();
  }
}

/** One SIP. */
export class ReadSip extends Query<ViewAnswer> {
  constructor(readonly question: ThingQuestion) {
    super();
  }
}

/** One discharge. */
export class ReadDischarge extends Query<ViewAnswer> {
  constructor(readonly question: ThingQuestion) {
    super();
  }
}

/** One agreement. */
export class ReadAgreement extends Query<ViewAnswer> {
  constructor(readonly question: ThingQuestion) {
    super();
  }
}

/** One consent, by its own uuid. */
export class ReadConsent extends Query<ViewAnswer> {
  constructor(readonly question: ThingQuestion) {
    super();
  }
}

/** Deadlines, findings or the timeline of any subject. */
export class ReadSubject extends Query<ViewAnswer> {
  constructor(readonly question: SubjectQuestion) {
    super();
  }
}

/** A view of one deviation, wherever it stands. */
export class ReadDeviation extends Query<ViewAnswer> {
  constructor(readonly question: DeviationQuestion) {
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

@QueryHandler(ReadSip)
export class ReadSipHandler implements IQueryHandler<ReadSip> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ question }: ReadSip): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    return answerSip(this.parts, question);
  }
}

@QueryHandler(ReadDischarge)
export class ReadDischargeHandler implements IQueryHandler<ReadDischarge> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ question: { id, ...asked } }: ReadDischarge): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: asked.waitFor, stopping: this.stopList.signal });
    return answerStreamView(this.parts, { ...asked, view: 'discharge', stream: streamNamed('discharge', id) });
  }
}

@QueryHandler(ReadAgreement)
export class ReadAgreementHandler implements IQueryHandler<ReadAgreement> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ question }: ReadAgreement): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    return answerAgreement(this.parts, question);
  }
}

@QueryHandler(ReadConsent)
export class ReadConsentHandler implements IQueryHandler<ReadConsent> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ question }: ReadConsent): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    return answerConsent(this.parts, question);
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

@QueryHandler(ReadDeviation)
export class ReadDeviationHandler implements IQueryHandler<ReadDeviation> {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  async execute({ question }: ReadDeviation): Promise<ViewAnswer> {
    await waitForLog({ log: this.parts.log, waitFor: question.waitFor, stopping: this.stopList.signal });
    return answerDeviation(this.parts, question);
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
  ReadSipHandler,
  ReadAgreementHandler,
  ReadConsentHandler,
  ReadDischargeHandler,
  ReadSubjectHandler,
  ReadDeviationHandler,
  ReadListHandler,
  ReadAgreementsHandler,
];
