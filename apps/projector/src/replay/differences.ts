/** What differs between two answers of one view: by pointer, what stood there and what stands there. */

/** `before` is absent where nothing stood there, `after` where nothing stands there; never both. */
export interface Difference {
  /** JSON pointer (RFC 6901), into what stands there; of what is gone, into what stood there. */
  readonly pointer: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

type Members = Readonly<Record<string, unknown>>;

/** By what a row of a view is told from the others beside it: by the first of these that it has. */
const NAMED_BY = [
  ...['deadlineId', 'findingId', 'handoverId', 'deviationId', 'claimId', 'measureId', 'invitationId', 'consentId'],
  ...['eventId', 'position', 'pointer', 'category', 'kind'],
] as const;

/** The differences, in the order of what stands there. None where both are the same. */
export function differencesOf(before: unknown, after: unknown, pointer = ''): readonly Difference[] {
  if (isSame(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return ofRows(before, after, pointer);
  if (isObject(before) && isObject(after)) return ofMembers(before, after, pointer);
  return [{ pointer, ...given({ before, after }) }];
}

/** Without what does not stand there. */
const given = (values: Members): Omit<Difference, 'pointer'> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function ofMembers(before: Members, after: Members, pointer: string): readonly Difference[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names.flatMap((name) => differencesOf(before[name], after[name], `${pointer}/${escaped(name)}`));
}

/** A row that only stands elsewhere is the same row; one of the same name that says something else has changed. */
function ofRows(before: readonly unknown[], after: readonly unknown[], pointer: string): readonly Difference[] {
  const left = [...before.entries()];
  const take = (fits: (row: unknown) => boolean): unknown => {
    const at = left.findIndex(([, row]) => fits(row));
    return at < 0 ? undefined : left.splice(at, 1)[0]?.[1];
  };
  const unknown = [...after.entries()].filter(([, row]) => take((one) => isSame(one, row)) === undefined);
  const changed = unknown.flatMap(([at, row]) => {
    const name = nameOf(row);
    const was = name === undefined ? undefined : take((one) => nameOf(one) === name);
    return differencesOf(was, row, `${pointer}/${at}`);
  });
  return [...changed, ...left.map(([at, row]) => ({ pointer: `${pointer}/${at}`, before: row }))];
}

function nameOf(row: unknown): string | undefined {
  if (!isObject(row)) return undefined;
  const by = NAMED_BY.find((name) => row[name] !== undefined);
  return by === undefined ? undefined : `${by} ${JSON.stringify(row[by])}`;
}

/** As JSON has them; members in whatever order. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a).filter((name) => a[name] !== undefined);
  const others = Object.keys(b).filter((name) => b[name] !== undefined);
  return names.length === others.length && names.every((name) => isSame(a[name], b[name]));
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
