/** The rows of a case as values, column by column: reckoned once, written alike by every store. */
import { idOf } from '#contracts';
import { type Day, type Deadline, type Finding, type PlacementSummary, type Uuid } from '#domain';
import { type Dated, type PartyRow } from './case-rows.js';
import { type FoldedCase, type RowKey } from './row-store.port.js';

export type ColumnType = 'text' | 'date' | 'json' | 'bytea';
/** A row's values in the order of its table's columns. */
export type Values = readonly (string | Uint8Array | null)[];

export type TableName = 'placement' | 'case_party' | 'deadline' | 'finding';

export interface Table {
  /** By name, in the order in which they stand in the table. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** What tells a row from all others. */
  readonly key: readonly string[];
}

const SPAN = { valid_from: 'date', valid_to: 'date' } as const;

/** The tables of the rows, in the order in which they are dumped. */
export const TABLES: Readonly<Record<TableName, Table>> = {
  placement: {
    columns: {
      ...{ case_id: 'text', ...SPAN, status: 'text', mode: 'text', placing_party: 'text' },
      ...{ region: 'text', region_status: 'text', registered_kommun: 'text', hvb_id: 'text', hvb_kommun: 'text' },
      ...{ act: 'text', planned_from: 'date', planned_to: 'date', started_on: 'date', ended_on: 'date' },
      ...{ agreement_id: 'text', summary: 'json' },
    },
    key: ['case_id', 'valid_from'],
  },
  case_party: {
    columns: { case_id: 'text', party: 'text', role: 'text', ...SPAN },
    key: ['case_id', 'party', 'role', 'valid_from'],
  },
  deadline: {
    columns: {
      ...{ case_id: 'text', deadline_id: 'text', ...SPAN, kind: 'text' },
      ...{ starts_on: 'date', due_on: 'date', latest_lawful_on: 'date' },
      ...{ met_on: 'date', cancelled_on: 'date', lapsed_on: 'date' },
      ...{ responsible: 'json', why: 'json', sealed: 'bytea' },
    },
    key: ['case_id', 'deadline_id', 'valid_from'],
  },
  finding: {
    columns: {
      ...{ case_id: 'text', finding_id: 'text', ...SPAN, rule: 'text', severity: 'text' },
      ...{ raised_on: 'date', resolved_on: 'date', parties: 'json', message_sv: 'text', message_en: 'text' },
      ...{ why: 'json', sealed: 'bytea' },
    },
    key: ['case_id', 'finding_id', 'valid_from'],
  },
};

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

const json = (value: unknown): string => JSON.stringify(value);

function sealedDates(key: RowKey, id: Uuid, dates: unknown): Uint8Array | null {
  return key ? key.seal(Buffer.from(json(dates)), `row ${id}`) : null;
}

function placementValues(caseId: Uuid, { validFrom, validTo, row }: Dated<PlacementSummary>): Values {
  return [
    ...[caseId, validFrom, validTo, row.status, row.mode, row.placingParty, row.region.party, row.region.status],
    ...[row.registeredKommun, row.hvbId, row.hvbKommun, row.legalBasis.act, row.plannedFrom, row.plannedTo],
    ...[row.startedOn ?? null, row.endedOn ?? null, row.agreement?.agreementId ?? null, json(row)],
  ];
}

function partyValues(caseId: Uuid, { validFrom, validTo, row }: Dated<PartyRow>): Values {
  return [caseId, row.party, row.role, validFrom, validTo];
}

/** Deadlines that a birthday may end but does not set: of their dates only the end tells the birth date. */
const ONLY_ENDED_BY_AGE: ReadonlySet<Deadline['kind']> = new Set<Deadline['kind']>(['reviewSoL', 'carePlanRevision']);

/** In the order of the columns, and of what is sealed. */
function deadlineDates(row: Deadline): readonly (Day | null)[] {
  return [
    ...[row.startsOn, row.dueOn, row.latestLawfulOn ?? null],
    ...[row.metOn ?? null, row.cancelledOn ?? null, row.lapsedOn ?? null],
  ];
}

/** The dates that may lie open: all but where one was computed from the birth date. */
function openDates(row: Deadline, key: RowKey): readonly (Day | null)[] {
  const dates = deadlineDates(row);
  if (!row.fromBirthDate) return dates;
  return key && ONLY_ENDED_BY_AGE.has(row.kind) ? [...dates.slice(0, 4), null, null] : dates.map(() => null);
}

function deadlineValues(caseId: Uuid, key: RowKey, { validFrom, validTo, row }: Dated<Deadline>): Values {
  return [
    ...[caseId, row.deadlineId, validFrom, validTo, row.kind],
    ...openDates(row, key),
    ...[json(row.responsible), json(row.why)],
    row.fromBirthDate ? sealedDates(key, row.deadlineId, deadlineDates(row)) : null,
  ];
}

function findingValues(caseId: Uuid, key: RowKey, { validFrom, validTo, row }: Dated<Finding>): Values {
  const dates = [row.raisedOn, row.resolvedOn ?? null];
  return [
    ...[caseId, row.findingId, validFrom, validTo, row.rule, row.severity],
    ...(row.fromBirthDate ? [null, null] : dates),
    ...[json(row.parties), row.message_sv, row.message_en, json(row.why)],
    row.fromBirthDate ? sealedDates(key, row.findingId, dates) : null,
  ];
}

/** Everything that is to stand in the tables of a case, and nothing else. */
export function valuesOf({ stream, rows, key }: FoldedCase): Readonly<Record<TableName, readonly Values[]>> {
  const caseId = idOf(stream);
  return {
    placement: rows.placements.map((row) => placementValues(caseId, row)),
    case_party: rows.parties.map((row) => partyValues(caseId, row)),
    deadline: rows.deadlines.map((row) => deadlineValues(caseId, key, row)),
    finding: rows.findings.map((row) => findingValues(caseId, key, row)),
  };
}

/** A row as a line of text. */
export function lineOf(table: TableName, values: readonly unknown[]): string {
  return `${table} ${json(values.map((value) => (value instanceof Uint8Array ? '(sealed)' : value)))}`;
}
