/** The forms of events and receipts, for the API description. */
import { type ApiResponseSchemaHost } from '@nestjs/swagger';

type SchemaObject = ApiResponseSchemaHost['schema'];

export const EVENT_SCHEMA: SchemaObject = {
  type: 'object',
  description: 'CloudEvents 1.0. The form of `data` by `type` is at /v1/schemas.',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'data'],
  properties: {
    specversion: { type: 'string', enum: ['1.0'] },
    id: { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,64}$' },
    source: { type: 'string', example: '/party/kommun-2080.socialnamnden' },
    type: { type: 'string', example: 'se.hvbhub.placement.started.v1' },
    subject: { type: 'string', example: 'placement/5f0c1d1e-7a35-4f0e-9d55-3c1f5b6a7c80' },
    time: { type: 'string', format: 'date-time' },
    corrects: { type: 'string' },
    correctionreason: { type: 'string' },
    traceparent: { type: 'string' },
    data: { type: 'object' },
  },
  example: {
    specversion: '1.0',
    id: 'm1',
    source: '/party/kommun-2080.socialnamnden',
    type: 'se.hvbhub.placement.started.v1',
    subject: 'placement/5f0c1d1e-7a35-4f0e-9d55-3c1f5b6a7c80',
    time: '2026-01-15T16:30:00+01:00',
    data: { startedOn: '2026-01-15' },
  },
};

const FINDING_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['rule', 'severity', 'message_sv', 'message_en'],
  properties: {
    rule: { type: 'string', example: 'A-007' },
    severity: { type: 'string', enum: ['info', 'warning', 'breach'] },
    message_sv: { type: 'string' },
    message_en: { type: 'string' },
  },
};

const PROBLEM_SCHEMA: SchemaObject = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'title_en', 'status', 'code', 'detail', 'detail_en'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    title_en: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', example: 'SharesDoNotSum' },
    pointer: { type: 'string', example: '/data/lines/0/shares' },
    expected: { type: 'string' },
    detail: { type: 'string' },
    detail_en: { type: 'string' },
    rule: { type: 'string' },
  },
};

export const RECEIPT_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['id', 'subject', 'outcome', 'findings'],
  properties: {
    id: { type: 'string', nullable: true },
    subject: { type: 'string', nullable: true },
    outcome: { type: 'string', enum: ['accepted', 'duplicate', 'rejected', 'waiting'] },
    position: { type: 'string', description: 'For `waitFor`: a view that has come here shows all of it' },
    waitsFor: { type: 'object', description: 'What another party has yet to say' },
    until: { type: 'string', format: 'date', description: 'The last day on which it waits' },
    findings: { type: 'array', items: FINDING_SCHEMA },
    problem: PROBLEM_SCHEMA,
    quarantineId: { type: 'string', format: 'uuid' },
  },
};

export const RECEIPTS_SCHEMA: SchemaObject = { type: 'array', items: RECEIPT_SCHEMA };
