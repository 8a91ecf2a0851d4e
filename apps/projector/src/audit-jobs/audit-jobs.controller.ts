/** The auditor's doors to its long works: how far one has come, and to end it. */
import { Controller, Delete, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Principal } from '#access';
import { UUID_SCHEMA } from '#contracts';
import { Answers, Caller, Door, Refuses, TakesPath } from '#http';
import { AUDIT_JOBS } from '../projector.options.js';
import { AUDIT_JOB } from './audit-job.schema.data.js';
import { type AuditJobs, type JobTold } from './audit-jobs.js';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditJobsController {
  constructor(@Inject(AUDIT_JOBS) private readonly jobs: AuditJobs) {}

  @Get('jobs/:id')
  @Door('auditExport')
  @TakesPath('id', 'Arbetets id / of the job', UUID_SCHEMA)
  @Answers(200, { says: 'Hur långt det har kommit / how far it has come', schema: AUDIT_JOB })
  @Refuses('NotFound')
  @ApiOperation({ summary: 'Hur långt ett arbete har kommit (how far a job has come)' })
  job(@Param('id') id: string, @Caller() caller: Principal): JobTold {
    return this.jobs.of(caller, id);
  }

  @Delete('jobs/:id')
  @Door('auditExport')
  @TakesPath('id', 'Arbetets id / of the job', UUID_SCHEMA)
  @Answers(200, { says: 'Avbrutet, eller glömt / cancelled, or forgotten', schema: AUDIT_JOB })
  @Refuses('NotFound')
  @ApiOperation({ summary: 'Avbryter och glömmer ett arbete (cancels and forgets a job)' })
  cancel(@Param('id') id: string, @Caller() caller: Principal): JobTold {
    return this.jobs.cancel(caller, id);
  }
}
