/** Where a view is read: what is asked of one case stands under it, what is asked of another thing names it in `of`. */
import { categoryOfKind, isSubjectKind, kindOfStream } from '#domain';

export interface ViewQuestion {
  readonly view: string;
  /** A subject with its uuid, `placement/<uuid>`. */
  readonly of: string | undefined;
  readonly query: Readonly<Record<string, string>>;
}

/** What has an id of its own within a stream, and a door of its own. */
const THINGS: Readonly<Record<string, string>> = { consent: '/v1/consents' };

/** The path of a view under its own stream's; undefined where there is none. */
function pathUnder(view: string, kind: string, id: string): string | undefined {
  if (!isSubjectKind(kind)) return undefined;
  const { subjects, views, path, isAskedUnderItsPath } = kindOfStream(categoryOfKind(kind));
  if (!views.includes(view)) return undefined;
  if (view === subjects[0].kind) return `/v1/${path}/${id}`;
  return isAskedUnderItsPath ? `/v1/${path}/${id}/${view}` : undefined;
}

/** The path and query of a view. */
export function viewPath({ view, of, query }: ViewQuestion): string {
  if (of === undefined) return withQuery(`/v1/${view}`, query);
  const [kind = '', id = ''] = of.split('/');
  const thing = THINGS[kind];
  if (thing !== undefined && view === kind) return withQuery(`${thing}/${id}`, query);
  const under = pathUnder(view, kind, id);
  return under === undefined ? withQuery(`/v1/${view}`, { ...query, of }) : withQuery(under, query);
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams(query).toString();
  return asked === '' ? path : `${path}?${asked}`;
}
