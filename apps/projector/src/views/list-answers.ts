/** List rows in the shapes of the API; a row whose dates are sealed is opened with its case's key. */
import { WHOLE_STREAM, type Keys } from '#contracts';
import { streamNamed, type Day, type Deadline, type Finding, type PlacementSummary, type Uuid } from '#domain';
import { type ListRow } from '../rows/row-store.port.js';
import { deadlineAnswer, findingAnswer } from './answers.js';

type Json = Readonly<Record<string, unknown>>;
type Keyring = Pick<Keys, 'of'>;

/** The dates of a sealed row in the order they were sealed; null after erasure. */
async function openedDates(
  keys: Keyring,
  { caseId, sealed }: ListRow,
  id: unknown,
): Promise<readonly unknown[] | null> {
  const key = (await keys.of(streamNamed('case', caseId as Uuid))).get(WHOLE_STREAM);
  if (sealed === null || key === undefined || key === 'erased') return null;
  return JSON.parse(Buffer.from(key.open(sealed, `row ${String(id)}`)).toString()) as unknown[];
}

/** The fields that are not null. */
function given(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

const parsed = (value: unknown): unknown => JSON.parse(value as string);

/** A placement of the list: its summary as of the day. */
export function placementOfRow({ row }: ListRow): PlacementSummary {
  return parsed(row['summary']) as PlacementSummary;
}

/** A deadline of the list with its status; null where erasure has left no date to show. */
export async function deadlineOfRow(keys: Keyring, found: ListRow, asOf: Day): Promise<Json | null> {
  const { row } = found;
  const columns = ['starts_on', 'due_on', 'latest_lawful_on', 'met_on', 'cancelled_on', 'lapsed_on'];
  const dates = found.sealed
    ? await openedDates(keys, found, row['deadline_id'])
    : columns.map((column) => row[column]);
  if (!dates) return null;
  const [startsOn, dueOn, latestLawfulOn, metOn, cancelledOn, lapsedOn] = dates;
  const deadline = {
    ...given({ startsOn, dueOn, latestLawfulOn, metOn, cancelledOn, lapsedOn }),
    deadlineId: row['deadline_id'],
    kind: row['kind'],
    responsible: parsed(row['responsible']),
    why: parsed(row['why']),
  } as unknown as Deadline;
  return deadline.startsOn > asOf ? null : deadlineAnswer(deadline, asOf, found.caseId as Uuid);
}

/** A finding of the list with its status; null where it has not been raised by the day, or erasure has left no date. */
export async function findingOfRow(keys: Keyring, found: ListRow, asOf: Day): Promise<Json | null> {
  const { row } = found;
  const dates = found.sealed
    ? await openedDates(keys, found, row['finding_id'])
    : [row['raised_on'], row['resolved_on']];
  if (!dates) return null;
  const [raisedOn, resolvedOn] = dates;
  const finding = {
    ...given({ raisedOn, resolvedOn }),
    findingId: row['finding_id'],
    rule: row['rule'],
    severity: row['severity'],
    parties: parsed(row['parties']),
    message_sv: row['message_sv'],
    message_en: row['message_en'],
    why: parsed(row['why']),
  } as unknown as Finding;
  return finding.raisedOn > asOf ? null : findingAnswer(finding, asOf, `placement/${found.caseId}`);
}
