/** Where a view is read: what is asked of one case stands under it, what is asked of another thing names it in `of`. */

export interface ViewQuestion {
  readonly view: string;
  /** A subject with its uuid, `placement/<uuid>`. */
  readonly of: string | undefined;
  readonly query: Readonly<Record<string, string>>;
}

const CASE_KINDS = new Set(['placement', 'costAllocation', 'handover']);
const CASE_VIEWS = new Set(['responsibility', 'costs', 'deadlines', 'findings', 'timeline']);

function pathOfCase(view: string, id: string): string | undefined {
  if (view === 'placement') return `/v1/placements/${id}`;
  return CASE_VIEWS.has(view) ? `/v1/placements/${id}/${view}` : undefined;
}

/** The path and query of a view. */
export function viewPath({ view, of, query }: ViewQuestion): string {
  if (of === undefined) return withQuery(`/v1/${view}`, query);
  const [kind = '', id = ''] = of.split('/');
  const ofCase = CASE_KINDS.has(kind) ? pathOfCase(view, id) : undefined;
  return ofCase === undefined ? withQuery(`/v1/${view}`, { ...query, of }) : withQuery(ofCase, query);
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams(query).toString();
  return asked === '' ? path : `${path}?${asked}`;
}
