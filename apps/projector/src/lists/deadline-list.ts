/** The deadlines of all streams. */
import { deadlineAnswer } from '#cases';
import { patterned } from '#contracts';
import { DEADLINE_LAW, fieldsOfDeadline, type Deadline, type DeadlineLaw } from '#domain';
import { BELONGING, given, json, orSealed, PAGE_END, parsed, SEALED_MEANING, SPAN, UUID_PATTERN } from './columns.js';
import { type Found, type List } from './list.js';
import { DEADLINE_ITEM } from '../views/view.schema.data.js';
import { DEADLINE_STATUSES } from './statuses.js';

/** Those of the law: another kind is another word in a meaning, and no other schema. */
const KINDS = Object.keys(DEADLINE_LAW);

/** Those that are laid on a legal person as a whole. */
const OF_WHOLE_PERSONS = Object.entries(DEADLINE_LAW)
  .filter(([, law]: readonly [string, DeadlineLaw]) => law.laidOn === 'legalPerson')
  .map(([kind]) => `'${kind}'`)
  .join(', ');

/** As `deadlineStatus` of the law. */
export const DEADLINE_STATUS = `CASE
  WHEN t.met_on <= @asOf THEN 'met' WHEN t.cancelled_on <= @asOf THEN 'cancelled' WHEN t.lapsed_on <= @asOf THEN 'lapsed'
  WHEN t.extension_asked_on IS NOT NULL OR @asOf <= coalesce(t.latest_lawful_on, t.due_on) THEN 'open' ELSE 'overdue' END`;

/** A row, its dates opened, as the deadline that it was made of. */
export const deadlineOfRow = (row: Found['row']): Deadline =>
  ({
    ...given({
      ...{ startsOn: row['starts_on'], dueOn: row['due_on'], latestLawfulOn: row['latest_lawful_on'] },
      ...{ metOn: row['met_on'], cancelledOn: row['cancelled_on'], lapsedOn: row['lapsed_on'] },
      ...{ extensionAskedOn: row['extension_asked_on'], ceasedOn: row['ceased_on'] },
    }),
    deadlineId: row['deadline_id'],
    kind: row['kind'],
    responsible: parsed(row['responsible']),
    why: parsed(row['why']),
  }) as unknown as Deadline;

export const DEADLINES: List<Deadline> = {
  name: 'deadline',
  about:
    'Deadlines (*frister*): one row per deadline and span of days. The status on a day is reckoned from the dates.',
  columns: {
    ...BELONGING,
    deadline_id: {
      type: 'text',
      meaning: 'The same for ever, also when the deadline moves',
      value: ({ row }) => row.deadlineId,
    },
    ...SPAN,
    kind: {
      type: 'text',
      meaning: KINDS.map((kind) => `\`${kind}\``).join(', '),
      value: ({ row }) => row.kind,
    },
    starts_on: {
      type: 'date',
      meaning: 'When it began to run; null where sealed',
      optional: true,
      sealed: 'all',
      value: ({ row }) => row.startsOn,
    },
    due_on: {
      type: 'date',
      meaning: 'The strict date; null where sealed',
      optional: true,
      sealed: 'all',
      value: ({ row }) => row.dueOn,
    },
    latest_lawful_on: {
      type: 'date',
      meaning: 'The last day in time where lag 1930:173 moves it; null where it does not',
      optional: true,
      sealed: 'all',
      value: ({ row }) => row.latestLawfulOn ?? null,
    },
    met_on: {
      type: 'date',
      meaning: 'The day of the act that met it',
      optional: true,
      sealed: 'all',
      value: ({ row }) => row.metOn ?? null,
    },
    cancelled_on: {
      type: 'date',
      meaning: 'The day its cause went away; null where sealed',
      optional: true,
      sealed: 'end',
      value: ({ row }) => row.cancelledOn ?? null,
    },
    ceased_on: {
      type: 'date',
      meaning: 'The day its cause went away after it was missed: it stays overdue, and nothing is to be done any more',
      optional: true,
      sealed: 'end',
      value: ({ row }) => row.ceasedOn ?? null,
    },
    lapsed_on: {
      type: 'date',
      meaning: 'The day time ended it with no act due',
      optional: true,
      sealed: 'end',
      value: ({ row }) => row.lapsedOn ?? null,
    },
    extension_asked_on: {
      type: 'date',
      meaning: 'The day on which more time was asked for in time, while nobody has answered: until then it is open',
      optional: true,
      sealed: 'all',
      value: ({ row }) => row.extensionAskedOn ?? null,
    },
    responsible: {
      type: 'json',
      meaning: 'JSON list of the parties whose act is due',
      value: ({ row }) => json(row.responsible),
    },
    why: { type: 'json', meaning: 'JSON: rule, statute, agreement, causing events', value: ({ row }) => json(row.why) },
  },
  sealing: { meaning: SEALED_MEANING, id: 'deadline_id', part: ({ fromBirthDate }) => fromBirthDate ?? null },
  key: ['stream', 'deadline_id', 'valid_from'],
  owner: 'stream',
  door: {
    path: 'deadlines',
    sentence: 'Frister, av ett ärende eller en överenskommelse (`of`) eller över alla (deadlines)',
    item: DEADLINE_ITEM,
    ofOne: 'deadlines',
  },
  cursor: ({ dayText }) => `coalesce(${dayText('due_on')}, '') || ' ' || deadline_id`,
  after: patterned(`^([0-9]{4}-[0-9]{2}-[0-9]{2})? ${UUID_PATTERN}$`, PAGE_END),
  always: [orSealed('starts_on', 't.starts_on <= @asOf')],
  asked: {
    // What is laid on a kommun as a whole is each of its nämnder's to know of.
    party: ({ members }) =>
      `EXISTS (SELECT 1 FROM ${members('t.responsible')} WHERE named.value = @party
        OR (t.kind IN (${OF_WHOLE_PERSONS}) AND named.value = @partyPerson))`,
    // What a birthday may have ended is open or overdue by its other dates.
    status: () =>
      orSealed('due_on', `(${DEADLINE_STATUS} = @status OR (t.sealed IS NOT NULL AND @status = 'cancelled'))`),
    kind: () => 't.kind = @kind',
    dueBefore: () => orSealed('due_on', 't.due_on < @dueBefore'),
  },
  statuses: DEADLINE_STATUSES,
  counted: {
    ...{ status: 'overdue', by: 'kind', words: KINDS },
    only: [
      'sealed IS NULL',
      ...['met_on', 'cancelled_on', 'lapsed_on'].map((end) => `(${end} IS NULL OR ${end} > valid_from)`),
    ],
    reads: [
      'starts_on',
      'due_on',
      'latest_lawful_on',
      'met_on',
      'cancelled_on',
      'lapsed_on',
      'extension_asked_on',
      'sealed',
    ],
  },
  fields: (item, { row, sealed }) =>
    fieldsOfDeadline({ ...deadlineOfRow(row), ...(sealed ? { fromBirthDate: sealed } : {}) }, item),
  shown: ({ row, caseId }, asOf) => {
    const deadline = deadlineOfRow(row);
    if (deadline.startsOn > asOf) return null;
    // Of a case's the placement says of what it is.
    return caseId === null
      ? { ...deadlineAnswer(deadline, asOf), subject: row['subject'] }
      : deadlineAnswer(deadline, asOf, caseId);
  },
};
