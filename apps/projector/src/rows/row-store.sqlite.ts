/** Keeps the list rows: a case's rows are replaced whole, in the transaction that keeps the follower's checkpoint. */
import { type StreamKey } from '#contracts';
import { type Day, type Deadline, type Finding, type PartyId, type PlacementSummary, type Uuid } from '#domain';
import { type ResultDb } from '#follow';
import { type CaseRows, type Dated, type PartyRow } from './case-rows.js';

/** Each table with its key. */
const TABLES = {
  placement: 'case_id, valid_from',
  case_party: 'case_id, party, role, valid_from',
  deadline: 'case_id, deadline_id, valid_from',
  finding: 'case_id, finding_id, valid_from',
} as const;

/** What seals the dates that tell a birth date: the stream's own key; null after erasure, when they are left out. */
export type RowKey = Pick<StreamKey, 'seal'> | null;

const json = (value: unknown): string => JSON.stringify(value);

function sealedDates(key: RowKey, id: Uuid, dates: unknown): Uint8Array | null {
  return key ? key.seal(Buffer.from(json(dates)), `row ${id}`) : null;
}

function placementValues(caseId: Uuid, { validFrom, validTo, row }: Dated<PlacementSummary>): readonly unknown[] {
  return [
    ...[caseId, validFrom, validTo, row.status, row.mode, row.placingParty, row.region.party, row.region.status],
    ...[row.registeredKommun, row.hvbId, row.hvbKommun, row.legalBasis.act, row.plannedFrom, row.plannedTo],
    ...[row.startedOn ?? null, row.endedOn ?? null, row.agreement?.agreementId ?? null, json(row)],
  ];
}

function partyValues(caseId: Uuid, { validFrom, validTo, row }: Dated<PartyRow>): readonly unknown[] {
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

function deadlineValues(caseId: Uuid, key: RowKey, { validFrom, validTo, row }: Dated<Deadline>): readonly unknown[] {
  return [
    ...[caseId, row.deadlineId, validFrom, validTo, row.kind],
    ...openDates(row, key),
    ...[json(row.responsible), json(row.why)],
    row.fromBirthDate ? sealedDates(key, row.deadlineId, deadlineDates(row)) : null,
  ];
}

function findingValues(caseId: Uuid, key: RowKey, { validFrom, validTo, row }: Dated<Finding>): readonly unknown[] {
  const dates = [row.raisedOn, row.resolvedOn ?? null];
  return [
    ...[caseId, row.findingId, validFrom, validTo, row.rule, row.severity],
    ...(row.fromBirthDate ? [null, null] : dates),
    ...[json(row.parties), row.message_sv, row.message_en, json(row.why)],
    row.fromBirthDate ? sealedDates(key, row.findingId, dates) : null,
  ];
}

/** How many columns each table has. */
const COLUMNS = { placement: 18, case_party: 5, deadline: 14, finding: 13 } as const satisfies Record<
  keyof typeof TABLES,
  number
>;

/** Replaces a case's rows. Call inside the transaction that keeps the checkpoint. */
export type ReplaceRows = (caseId: Uuid, rows: CaseRows, key: RowKey) => void;

/** Prepares the statements that replace a case's rows in `db`. */
export function rowWriter(db: ResultDb): ReplaceRows {
  const remove = Object.keys(TABLES).map((table) => db.prepare<[string]>(`DELETE FROM ${table} WHERE case_id = ?`));
  const insert = (table: keyof typeof COLUMNS): ((values: readonly unknown[]) => void) => {
    const statement = db.prepare(`INSERT INTO ${table} VALUES (${Array(COLUMNS[table]).fill('?').join(', ')})`);
    return (values) => statement.run(...values);
  };
  const [placement, party, deadline, finding] = [
    insert('placement'),
    insert('case_party'),
    insert('deadline'),
    insert('finding'),
  ];
  return (caseId, rows, key) => {
    for (const statement of remove) statement.run(caseId);
    for (const row of rows.placements) placement(placementValues(caseId, row));
    for (const row of rows.parties) party(partyValues(caseId, row));
    for (const row of rows.deadlines) deadline(deadlineValues(caseId, key, row));
    for (const row of rows.findings) finding(findingValues(caseId, key, row));
  };
}

/**
 * Every row of every table in the order of its key, as text: two stores that hold the same give the same bytes. Of what is
 * sealed only that it is so: two seals of one text differ.
 */
export function* dumpRows(db: ResultDb): Generator<string> {
  for (const [table, key] of Object.entries(TABLES)) {
    const rows = db.prepare(`SELECT * FROM ${table} ORDER BY ${key}`).raw().iterate() as IterableIterator<unknown[]>;
    for (const row of rows)
      yield `${table} ${JSON.stringify(row.map((value) => (Buffer.isBuffer(value) ? '(sealed)' : value)))}`;
  }
}

/** The cases that an agreement of these parties may judge: who placed is one of them, or a nämnd of one. */
export function casesPlacedBy(db: ResultDb, parties: readonly PartyId[]): readonly Uuid[] {
  const find = db
    .prepare<[string, string], Uuid>(
      'SELECT DISTINCT case_id FROM placement WHERE placing_party = ? OR placing_party GLOB ?',
    )
    .pluck();
  return [...new Set(parties.flatMap((party) => find.all(party, `${party}.*`)))].sort();
}
