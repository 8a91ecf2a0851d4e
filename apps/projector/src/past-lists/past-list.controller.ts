/** The auditor's doors to lists as they were known: asked for, waited for, and fetched page by page. */
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { type Principal } from '#access';
import { UUID_SCHEMA, wholeNumber } from '#contracts';
import {
  Answers,
  Caller,
  Door,
  jsonObject,
  NOT_THE_BODY,
  Refuses,
  refuseOtherForm,
  SLICES,
  TakesBody,
  TakesPath,
  TakesQuery,
  wordsOfQuery,
  type Slices,
} from '#http';
import { AUDIT_JOB } from '../audit-jobs/audit-job.schema.data.js';
import { type AuditJobs, type JobTold } from '../audit-jobs/audit-jobs.js';
import { AUDIT_JOBS, PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { entered } from '../views/entered.js';
import {
  answerPastList,
  makePastList,
  PAST_LIMIT_DEFAULT,
  PAST_LIMIT_MAX,
  PAST_ROWS_MAX,
  pastListAsked,
  type PastListDeps,
  type PastListPage,
} from './past-list.js';
import { PAST_LIST_FIELDS, PAST_LIST_SCHEMA, readPastList } from './past-list-question.js';
import { PAST_LIST } from './past-list.schema.data.js';

const EXAMPLE = { list: 'placements', asOf: '2026-03-01', knownAt: '2026-03-31T23:59:59Z', party: 'kommun-2080' };
const FORMS = {
  after: wholeNumber(0, PAST_ROWS_MAX, 0),
  limit: wholeNumber(1, PAST_LIMIT_MAX, PAST_LIMIT_DEFAULT),
};
const WORDS = {
  after: { says: 'Där förra sidan slutade: dess `next` (where the page before ended)', schema: FORMS.after.schema },
  limit: { says: 'Rader per sida (rows per page)', schema: FORMS.limit.schema },
} as const;

@ApiTags('audit')
@Controller('v1/audit')
export class PastListController {
  private readonly deps: PastListDeps;

  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    @Inject(SLICES) slices: Slices,
    @Inject(AUDIT_JOBS) private readonly jobs: AuditJobs,
  ) {
    this.deps = { ...parts, slices };
  }

  @Post('lists')
  @HttpCode(202)
  @Door('auditList')
  @ApiOperation({ summary: 'Begär en lista som den var känd (asks for a list as it was known)' })
  @TakesBody({ 'application/json': { schema: PAST_LIST_SCHEMA, example: EXAMPLE } })
  @Answers(202, { says: 'Loggen läses / the log is being read', schema: AUDIT_JOB })
  @Refuses('TooManyRequests', 'LedgerUnavailable', ...NOT_THE_BODY)
  async ask(@Req() request: FastifyRequest, @Caller() caller: Principal): Promise<JobTold> {
    const asked = readPastList(jsonObject(request, PAST_LIST_FIELDS));
    const question = await entered(this.parts, { caller, door: 'auditList', isOfNobody: 'disclosed' }, () =>
      pastListAsked(this.deps, asked),
    );
    return this.jobs.begin(caller, 'list', async (progress) => ({
      kind: 'list',
      list: await makePastList(this.deps, question, { caller, progress }),
    }));
  }

  @Get('jobs/:id/rows')
  @Door('auditList')
  @TakesPath('id', 'Arbetets id / of the job', UUID_SCHEMA)
  @TakesQuery(WORDS)
  @Answers(200, { says: 'En sida av listan / a page of the list', schema: PAST_LIST })
  @Refuses('NotFound', 'NotReady', 'RowsIncomplete', 'GroundsBehind', 'LedgerUnavailable')
  @ApiOperation({
    summary: 'Listan som den var känd, med de grunder som gäller nu (the list as it was known, by the grounds of now)',
  })
  async rows(@Param('id') id: string, @Query() query: unknown, @Caller() caller: Principal): Promise<PastListPage> {
    const { after = '0', limit = String(PAST_LIMIT_DEFAULT) } = wordsOfQuery(query, Object.keys(WORDS));
    refuseOtherForm('after', after, FORMS.after);
    refuseOtherForm('limit', limit, FORMS.limit);
    const page = { after: Number(after), limit: Number(limit) };
    return entered(this.parts, { caller, door: 'auditList' }, (eyes) =>
      answerPastList(this.deps, this.jobs.result(caller, id, 'list').list, page, eyes),
    );
  }
}
