/** The auditor's doors to evidence bundles: asked for, waited for, and fetched. */
import { Controller, Get, Header, HttpCode, Inject, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { type Principal } from '#access';
import { UUID_SCHEMA } from '#contracts';
import { mainSubjectOf } from '#domain';
import {
  Answers,
  Caller,
  Door,
  jsonObject,
  NOT_THE_BODY,
  Refuses,
  SLICES,
  TakesBody,
  TakesPath,
  type Slices,
} from '#http';
import { streamAsked, gather, refuseUnseen } from './gather.js';
import { answerBundle } from './disclose.js';
import { EXPORT_FIELDS, EXPORT_SCHEMA, readExport } from './export-question.js';
import { BUNDLE_FILE } from './export.schema.data.js';
import { AUDIT_JOB } from '../audit-jobs/audit-job.schema.data.js';
import { type AuditJobs, type JobTold } from '../audit-jobs/audit-jobs.js';
import { AUDIT_JOBS, PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { REFUSED_OF_ONE } from '../views/described.js';
import { entered } from '../views/entered.js';

const EXAMPLE = { of: 'placement/7d0f1c62-9c1e-4a4f-8a54-0a2b53e6a6a1', asOf: '2026-03-31', complete: true };

@ApiTags('audit')
@Controller('v1/audit')
export class ExportController {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    @Inject(SLICES) private readonly slices: Slices,
    @Inject(AUDIT_JOBS) private readonly jobs: AuditJobs,
  ) {}

  @Post('export')
  @HttpCode(202)
  @Door('auditExport')
  @ApiOperation({ summary: 'Begär ett evidensunderlag av ett ärende eller en tid (asks for an evidence bundle)' })
  @TakesBody({ 'application/json': { schema: EXPORT_SCHEMA, example: EXAMPLE } })
  @Answers(202, { says: 'Underlaget samlas / it is being gathered', schema: AUDIT_JOB })
  @Refuses(...REFUSED_OF_ONE, 'LedgerUnavailable', ...NOT_THE_BODY)
  async ask(@Req() request: FastifyRequest, @Caller() caller: Principal): Promise<JobTold> {
    const question = readExport(jsonObject(request, EXPORT_FIELDS));
    const { asked } = question;
    const subject = 'of' in asked ? { subject: mainSubjectOf(streamAsked(asked.of)) } : {};
    await entered(this.parts, { caller, door: 'auditExport', ...subject, isOfNobody: 'disclosed' }, () =>
      refuseUnseen(this.parts, question, caller),
    );
    const deps = { ...this.parts, slices: this.slices };
    return this.jobs.begin(caller, 'bundle', async (progress) => ({
      kind: 'bundle',
      gathered: await gather(deps, question, { caller, progress }),
    }));
  }

  @Get('jobs/:id/result')
  @Door('auditExport')
  @Header('content-disposition', 'attachment; filename="hvb-bundle.tar"')
  @TakesPath('id', 'Arbetets id / of the job', UUID_SCHEMA)
  @Answers(200, { says: 'Underlaget, POSIX ustar / the bundle', schema: BUNDLE_FILE, mediaType: 'application/x-tar' })
  @Refuses(...REFUSED_OF_ONE, 'LedgerUnavailable')
  @ApiOperation({ summary: 'Hämtar ett underlag, öppnat för den som hämtar nu (fetches a bundle)' })
  async result(@Param('id') id: string, @Caller() caller: Principal): Promise<StreamableFile> {
    const { gathered } = this.jobs.result(caller, id, 'bundle');
    const archive = await entered(this.parts, { caller, door: 'auditExport' }, (eyes) =>
      answerBundle(this.parts, gathered, eyes),
    );
    return new StreamableFile(archive, { type: 'application/x-tar' });
  }
}
