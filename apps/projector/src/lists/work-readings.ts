/** What the worklist reads of the rows: open deadlines, findings that somebody can answer, and what waits for a word. */
import { type Principal } from '#access';
import { wireType } from '#contracts';
import {
  byFact,
  categoryOfKind,
  covers,
  DEADLINE_LAW,
  deadlineStatus,
  fieldsOfDeadline,
  rowFields,
  findingStatus,
  kindOfStream,
  ruleOf,
  SEVERITIES,
  subjectOfText,
  WAITING_LAW,
  type Day,
  type Deadline,
  type DeadlineKind,
  type DeadlineLaw,
  type Finding,
  type PartyId,
  type RuleId,
  type Severity,
  type ToldType,
  type Waiting,
  type WaitingKind,
} from '#domain';
import { deadlineOfRow, DEADLINE_STATUS, DEADLINES } from './deadline-list.js';
import { FINDING_STATUS, FINDINGS } from './finding-list.js';
import { given, orSealed, parsed } from './columns.js';
import { type Dialect, type Found, type RowReading, type Sql } from './list.js';
import { WAITING } from './waiting-table.js';

/** What a row of the worklist is of. */
export const WORK_KINDS = ['deadline', 'finding', 'waiting'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** What stands in the hub's own state, beside the rows. */
export const HELD = ['message', 'quarantined'] as const;

/** All that a row may be: a kind of deadline, a finding, what waits of each kind, or what the hub holds. */
export const WORK_WORDS: readonly string[] = [
  ...new Set([...Object.keys(DEADLINE_LAW), 'finding', ...Object.keys(WAITING_LAW), ...HELD]),
];

/** A row of the worklist. */
export interface WorkItem {
  readonly kind: WorkKind;
  readonly what: DeadlineKind | WaitingKind | 'finding' | (typeof HELD)[number];
  readonly id: string;
  readonly subject: string;
  readonly placementId?: string;
  readonly waitsFor: readonly PartyId[];
  /** Whether it waits for the asking party. */
  readonly mine: boolean;
  readonly dueOn?: Day;
  readonly since: Day;
  readonly rule?: RuleId;
  readonly severity?: Severity;
  readonly answerWith?: readonly string[];
  readonly message_sv: string;
  readonly message_en: string;
}

/** A breach first; what has no severity last. */
const RANKS: Readonly<Record<Severity | 'none', string>> = { breach: '0', warning: '1', info: '2', none: '3' };

/** After every day: what is due on none comes last. */
const NEVER = '9999-12-31';

interface InOrder {
  readonly dueOn: string | null;
  readonly severity: Severity | 'none';
  readonly since: string;
  readonly id: string;
}

/** Where a row stands, as text that is compared by its bytes: by day due, severity, since when, and id. */
export const workCursor = ({ dueOn, severity, since, id }: InOrder): string =>
  `${dueOn ?? NEVER} ${RANKS[severity]} ${since} ${id}`;

const orNever = (day: string): string => `coalesce(${day}, '${NEVER}')`;
/** Of one whose dates are sealed no store can tell when it is due: it comes first, so that it is not missed. */
const sealedFirst = (day: string): string => `CASE WHEN sealed IS NULL THEN ${orNever(day)} ELSE '' END`;

const RANK_OF_ROW = `CASE severity ${SEVERITIES.map((one) => `WHEN '${one}' THEN '${RANKS[one]}'`).join(' ')} END`;

/** Whether a list of parties has the reader, or the legal person that it is a nämnd or unit of. */
const namesReader =
  (column: string): Sql =>
  ({ members }: Dialect) =>
    `EXISTS (SELECT 1 FROM ${members(`t.${column}`)} WHERE named.value IN (@reader, @readerPerson))`;

const ofMine =
  (column: string): Sql =>
  (dialect) =>
    `(${namesReader(column)(dialect)}) = (@mine = 'true')`;

const isMine = (waitsFor: readonly PartyId[], caller: Principal): boolean =>
  caller.kind === 'party' && waitsFor.some((party) => covers(party, caller.party));

type Shared = Pick<WorkItem, 'id' | 'subject' | 'waitsFor' | 'since'> & {
  readonly dueOn: Day | undefined;
  readonly caseId: Found['caseId'];
};

/** What every row says alike. */
const shared = ({ caseId, dueOn, ...rest }: Shared, caller: Principal) => ({
  ...rest,
  ...(caseId === null ? {} : { placementId: caseId }),
  mine: isMine(rest.waitsFor, caller),
  ...(dueOn === undefined ? {} : { dueOn }),
});

/** Whether a fact may be told in the stream of a subject. */
const isToldBeside = (subject: string) => {
  const category = categoryOfKind(subjectOfText(subject).kind);
  return (type: ToldType): boolean => kindOfStream(category).subjects.some(({ kind }) => type.startsWith(`${kind}.`));
};

const told = (types: readonly ToldType[]): readonly string[] => types.map((type) => wireType(type));

/** Open or overdue: what was missed is still to be done, until its cause has gone. */
const WORK_DEADLINES: RowReading<Deadline> = {
  ...DEADLINES,
  cursor: ({ dayText }) =>
    `${sealedFirst(dayText('due_on'))} || ' ${RANKS.none} ' || coalesce(${dayText('starts_on')}, '') || ' ' || deadline_id`,
  always: [
    orSealed('starts_on', 't.starts_on <= @asOf'),
    orSealed('due_on', `${DEADLINE_STATUS} IN ('open', 'overdue')`),
    '(t.ceased_on IS NULL OR t.ceased_on > @asOf)',
  ],
  asked: { mine: ofMine('responsible'), dueBefore: () => orSealed('due_on', 't.due_on < @dueBefore') },
  fields: (item, { row, sealed }) =>
    fieldsOfDeadline({ kind: row['kind'] as DeadlineKind, ...(sealed ? { fromBirthDate: sealed } : {}) }, item),
  shown: ({ row, caseId }, asOf, caller) => {
    const deadline = deadlineOfRow(row);
    const { kind, dueOn, startsOn, responsible, why } = deadline;
    if (startsOn > asOf || !isToBeDone(deadline, asOf)) return null;
    const { metBy }: DeadlineLaw = DEADLINE_LAW[kind];
    const rule = ruleOf(why.rule);
    return {
      ...{ kind: 'deadline', what: kind },
      ...shared(
        {
          ...{ id: deadline.deadlineId, subject: row['subject'] as string, caseId },
          ...{ waitsFor: responsible, since: startsOn, dueOn },
        },
        caller,
      ),
      rule: why.rule,
      ...(metBy.by === 'nothing'
        ? {}
        : { answerWith: told(byFact(metBy).types.filter(isToldBeside(row['subject'] as string))) }),
      ...{ message_sv: rule.sv, message_en: rule.en },
    } satisfies WorkItem;
  },
};

const TO_BE_DONE: ReadonlySet<string> = new Set(['open', 'overdue']);

const isToBeDone = (deadline: Deadline, asOf: Day): boolean =>
  TO_BE_DONE.has(deadlineStatus(deadline, asOf)) && (deadline.ceasedOn === undefined || deadline.ceasedOn > asOf);

/**
 * By whom a handover is opened, which it may be before the region has any part in the case: of what is found in that, it sees
 * that it is asked.
 */
const OPENS_A_HANDOVER: ToldType = 'placement.opened';

/** Open, and somebody's to answer: of a breach that stays nobody is asked for anything. */
const WORK_FINDINGS: RowReading<Finding> = {
  ...FINDINGS,
  cursor: ({ dayText }) =>
    `CASE WHEN sealed IS NULL THEN '${NEVER}' ELSE '' END || ' ' || ${RANK_OF_ROW} || ' ' || coalesce(${dayText('raised_on')}, '') || ' ' || finding_id`,
  alsoSeen: (dialect) =>
    `(t.case_id IS NOT NULL AND ${namesReader('waits_for')(dialect)} AND EXISTS (SELECT 1 FROM ${dialect.members('t.answer_with')} WHERE named.value = '${OPENS_A_HANDOVER}'))`,
  always: [
    't.waits_for IS NOT NULL',
    orSealed('raised_on', 't.raised_on <= @asOf'),
    orSealed('raised_on', `${FINDING_STATUS} = 'open'`),
  ],
  asked: { mine: ofMine('waits_for') },
  shown: ({ row, caseId }, asOf, caller) => {
    const raisedOn = row['raised_on'] as Day;
    const isOpen = findingStatus(given({ resolvedOn: row['resolved_on'] }), asOf) === 'open';
    if (raisedOn > asOf || !isOpen) return null;
    return {
      ...{ kind: 'finding', what: 'finding' },
      ...shared(
        {
          ...{ id: row['finding_id'] as string, subject: row['subject'] as string, caseId, dueOn: undefined },
          ...{ waitsFor: parsed(row['waits_for']) as readonly PartyId[], since: raisedOn },
        },
        caller,
      ),
      ...{ rule: row['rule'] as RuleId, severity: row['severity'] as Severity },
      answerWith: told(parsed(row['answer_with']) as readonly ToldType[]),
      ...{ message_sv: row['message_sv'] as string, message_en: row['message_en'] as string },
    } satisfies WorkItem;
  },
};

/** Who is asked for a word in a case sees that it is, before it has any part in it. */
const WORK_WAITING: RowReading<Waiting> = {
  ...WAITING,
  cursor: ({ dayText }) =>
    `${orNever(dayText('due_on'))} || ' ${RANKS.none} ' || ${dayText('since')} || ' ' || waiting_id`,
  alsoSeen: (dialect) => `(t.case_id IS NOT NULL AND ${namesReader('waits_for')(dialect)})`,
  always: ['t.since <= @asOf'],
  asked: { mine: ofMine('waits_for'), dueBefore: () => 't.due_on < @dueBefore' },
  // That one is asked for a word is for whom is asked, whatever else it may see.
  fields: (item, { row }) =>
    rowFields(item, item['mine'] === true ? 'routing' : WAITING_LAW[row['what'] as WaitingKind].discloses),
  shown: ({ row, caseId }, _asOf, caller) => {
    const what = row['what'] as WaitingKind;
    const { rule, answerWith, says } = WAITING_LAW[what];
    return {
      ...{ kind: 'waiting', what },
      ...shared(
        {
          ...{ id: row['waiting_id'] as string, subject: row['answer_to'] as string, caseId },
          ...{ waitsFor: parsed(row['waits_for']) as readonly PartyId[], since: row['since'] as Day },
          dueOn: (row['due_on'] as Day | null) ?? undefined,
        },
        caller,
      ),
      ...{ rule, answerWith: told(answerWith), message_sv: says.sv, message_en: says.en },
    } satisfies WorkItem;
  },
};

export const WORK = {
  workDeadlines: WORK_DEADLINES,
  workFindings: WORK_FINDINGS,
  workWaiting: WORK_WAITING,
} as const;
export type WorkName = keyof typeof WORK;

/** By what the worklist is asked for one kind. */
export const READING_OF: Readonly<Record<WorkKind, WorkName>> = {
  deadline: 'workDeadlines',
  finding: 'workFindings',
  waiting: 'workWaiting',
};
