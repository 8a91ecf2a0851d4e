/** The handovers between regions, over all cases. */
import { patterned } from '#contracts';
import { HANDOVER_REASONS, HANDOVER_STATUSES, type HandoverView } from '#domain';
import { CASE_ID, given, json, PAGE_END, parsed, SPAN, UUID_PATTERN } from './columns.js';
import { HANDOVER_FIELDS, handoverAnswer } from './handover-answer.js';
import { type Column, type List } from './list.js';
import { HANDOVER_ITEM } from '../views/handover.schema.data.js';

/** As `handoverStatus` of the law. */
const STATUS = `CASE
  WHEN t.withdrawn_on <= @asOf THEN 'withdrawn' WHEN t.completed_on <= @asOf THEN 'completed'
  WHEN t.accepted_on <= @asOf THEN 'accepted' WHEN t.rejected_on <= @asOf THEN 'rejected'
  WHEN t.answer_by < @asOf THEN 'overdue' WHEN t.material_sent_on <= @asOf THEN 'materialSent' ELSE 'initiated' END`;

type DateOf = 'materialSentOn' | 'acceptedOn' | 'rejectedOn' | 'completedOn' | 'withdrawnOn';

/** A day that may not have come. */
const day = (member: DateOf, meaning: string): Column<HandoverView> => ({
  type: 'date',
  meaning,
  optional: true,
  value: ({ row }) => row[member] ?? null,
});

export const HANDOVERS: List<HandoverView> = {
  name: 'handover',
  about:
    'Handovers between regions (*överlämningar*): one row per handover and span of days. The status on a day is reckoned from the dates.',
  columns: {
    case_id: CASE_ID,
    handover_id: { type: 'text', meaning: 'The same for ever', value: ({ row }) => row.handoverId },
    ...SPAN,
    from_region: { type: 'text', meaning: 'The region that hands over', value: ({ row }) => row.fromRegion },
    to_region: { type: 'text', meaning: 'The region that is to take over', value: ({ row }) => row.toRegion },
    reason: {
      type: 'text',
      meaning: HANDOVER_REASONS.map((reason) => `\`${reason}\``).join(', '),
      value: ({ row }) => row.reason,
    },
    started_by: {
      type: 'text',
      meaning: '`hub` where a registration that moved to another county started it, else the region that did',
      value: ({ row }) => row.startedBy,
    },
    effective_on: {
      type: 'date',
      meaning: 'From when the receiver is to have the care',
      value: ({ row }) => row.effectiveOn,
    },
    initiated_on: { type: 'date', meaning: 'When it was started', value: ({ row }) => row.initiatedOn },
    answer_by: {
      type: 'date',
      meaning: 'The last day on which an answer is in time',
      value: ({ row }) => row.answerBy,
    },
    opened: {
      type: 'json',
      meaning: 'JSON list of `{eventId, party, unit, on}`: who has opened what started it',
      value: ({ row }) => json(row.opened),
    },
    material_sent_on: day('materialSentOn', 'When the sender first sent what the receiver needs'),
    accepted_on: day(
      'acceptedOn',
      'When the receiver took over; it acts from then, at the earliest from `effective_on`',
    ),
    rejected_on: day('rejectedOn', 'When the receiver first refused'),
    completed_on: day('completedOn', 'When nothing was left to hand over'),
    withdrawn_on: day('withdrawnOn', 'When it was withdrawn, before it was accepted'),
    withdrawn_because: {
      type: 'text',
      meaning:
        '`registrationReturned`, `registrationMovedOn`, `replaced`, `unfounded` (the sender did not act), `withdrawn` (by the region that started it)',
      optional: true,
      value: ({ row }) => row.withdrawnBecause ?? null,
    },
    legal_responsible: {
      type: 'text',
      meaning: 'The region responsible by the registration over the span',
      value: ({ row }) => row.legalResponsible,
    },
    acting: {
      type: 'json',
      meaning: 'JSON list of `{from, region}`: which region acts from when; `from` null is from the beginning',
      value: ({ row }) => json(row.acting),
    },
    why: { type: 'json', meaning: 'JSON: rule, statute, agreement, causing events', value: ({ row }) => json(row.why) },
  },
  key: ['case_id', 'handover_id', 'valid_from'],
  owner: 'case_id',
  lookedUpBy: ['to_region'],
  door: {
    path: 'handovers',
    sentence: 'Överlämningar mellan regioner (handovers between regions)',
    item: HANDOVER_ITEM,
  },
  cursor: () => `case_id || ' ' || handover_id`,
  after: patterned(`^${UUID_PATTERN} ${UUID_PATTERN}$`, PAGE_END),
  always: ['t.initiated_on <= @asOf'],
  // Who is asked to take over sees what it is asked, before it has any part in the case.
  alsoSeen: () => 't.to_region = @reader',
  asked: {
    region: () => '(t.from_region = @region OR t.to_region = @region)',
    party: () => '(t.from_region = @party OR t.to_region = @party)',
    status: () => `${STATUS} = @status`,
  },
  statuses: HANDOVER_STATUSES,
  fields: () => HANDOVER_FIELDS,
  shown: ({ row, caseId }, asOf) => {
    const view = {
      ...given({
        ...{ materialSentOn: row['material_sent_on'], acceptedOn: row['accepted_on'], rejectedOn: row['rejected_on'] },
        ...{ completedOn: row['completed_on'], withdrawnOn: row['withdrawn_on'] },
        withdrawnBecause: row['withdrawn_because'],
      }),
      ...{ handoverId: row['handover_id'], fromRegion: row['from_region'], toRegion: row['to_region'] },
      ...{ reason: row['reason'], startedBy: row['started_by'], effectiveOn: row['effective_on'] },
      ...{ initiatedOn: row['initiated_on'], answerBy: row['answer_by'] },
      opened: parsed(row['opened']),
      ...{ legalResponsible: row['legal_responsible'], acting: parsed(row['acting']), why: parsed(row['why']) },
    } as unknown as HandoverView;
    return caseId === null ? null : handoverAnswer(view, asOf, caseId);
  },
};
