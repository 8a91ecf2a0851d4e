/** The findings of all streams. */
import { findingAnswer } from '#cases';
import { patterned } from '#contracts';
import { fieldsOfFinding, SEVERITIES, type Finding, type RuleId } from '#domain';
import {
  BELONGING,
  given,
  json,
  jsonOrNull,
  orSealed,
  PAGE_END,
  parsed,
  parsedOrNull,
  SEALED_MEANING,
  SPAN,
  UUID_PATTERN,
} from './columns.js';
import { type List } from './list.js';
import { FINDING_ITEM } from '../views/view.schema.data.js';
import { FINDING_STATUSES } from './statuses.js';

/** As `findingStatus` of the law. */
export const FINDING_STATUS = `CASE WHEN t.resolved_on <= @asOf THEN 'resolved' ELSE 'open' END`;

export const FINDINGS: List<Finding> = {
  name: 'finding',
  about:
    'Findings (*anmärkningar*): one row per finding and span of days. The status on a day is reckoned from the dates.',
  columns: {
    ...BELONGING,
    finding_id: { type: 'text', meaning: 'The same for ever', value: ({ row }) => row.findingId },
    ...SPAN,
    rule: { type: 'text', meaning: 'Id in the [rulebook](../rulebook.md)', value: ({ row }) => row.rule },
    severity: {
      type: 'text',
      meaning: '`breach` (against a *ska*), `warning` (against a *bör*), `info`',
      value: ({ row }) => row.severity,
    },
    raised_on: {
      type: 'date',
      meaning: 'The first day it held; null where sealed',
      optional: true,
      sealed: 'all',
      value: ({ row }) => row.raisedOn,
    },
    resolved_on: {
      type: 'date',
      meaning: 'The first day it no longer held',
      optional: true,
      sealed: 'all',
      value: ({ row }) => row.resolvedOn ?? null,
    },
    parties: { type: 'json', meaning: 'JSON list of the parties it concerns', value: ({ row }) => json(row.parties) },
    waits_for: {
      type: 'json',
      meaning: 'JSON list of the parties whose word would answer it while it is open; null where nothing does',
      optional: true,
      value: ({ row }) => jsonOrNull(row.waitsFor),
    },
    answer_with: {
      type: 'json',
      meaning: 'JSON list of the types of fact that would answer it; null where nothing does',
      optional: true,
      value: ({ row }) => jsonOrNull(row.answerWith),
    },
    message_sv: {
      type: 'text',
      meaning: "The rule's sentence and which half, home or person-role it is about",
      value: ({ row }) => row.message_sv,
    },
    message_en: { type: 'text', meaning: 'The same in English', value: ({ row }) => row.message_en },
    why: { type: 'json', meaning: 'JSON: rule, statute, agreement, causing events', value: ({ row }) => json(row.why) },
  },
  sealing: {
    meaning: SEALED_MEANING,
    id: 'finding_id',
    part: ({ fromBirthDate }) => (fromBirthDate ? 'all' : null),
  },
  key: ['stream', 'finding_id', 'valid_from'],
  owner: 'stream',
  door: {
    path: 'findings',
    sentence: 'Anmärkningar, av ett ärende eller en överenskommelse (`of`) eller över alla (findings)',
    item: FINDING_ITEM,
    ofOne: 'findings',
  },
  cursor: () => `rule || ' ' || finding_id`,
  after: patterned(`^[A-Z]-[0-9]+ ${UUID_PATTERN}$`, PAGE_END),
  always: [orSealed('raised_on', 't.raised_on <= @asOf')],
  asked: {
    party: ({ members }) => `EXISTS (SELECT 1 FROM ${members('t.parties')} WHERE named.value = @party)`,
    status: () => orSealed('raised_on', `${FINDING_STATUS} = @status`),
    rule: () => 't.rule = @rule',
  },
  statuses: FINDING_STATUSES,
  counted: {
    ...{ status: 'open', by: 'severity', words: SEVERITIES },
    only: ['sealed IS NULL', '(resolved_on IS NULL OR resolved_on > valid_from)'],
    reads: ['raised_on', 'resolved_on', 'sealed'],
  },
  fields: (item, { row, sealed }) =>
    fieldsOfFinding({ rule: row['rule'] as RuleId, ...(sealed ? { fromBirthDate: true } : {}) }, item),
  shown: ({ row }, asOf) => {
    const finding = {
      ...given({ raisedOn: row['raised_on'], resolvedOn: row['resolved_on'] }),
      ...given({ waitsFor: parsedOrNull(row['waits_for']), answerWith: parsedOrNull(row['answer_with']) }),
      findingId: row['finding_id'],
      rule: row['rule'],
      severity: row['severity'],
      parties: parsed(row['parties']),
      message_sv: row['message_sv'],
      message_en: row['message_en'],
      why: parsed(row['why']),
    } as unknown as Finding;
    return finding.raisedOn > asOf ? null : findingAnswer(finding, asOf, row['subject'] as string);
  },
};
