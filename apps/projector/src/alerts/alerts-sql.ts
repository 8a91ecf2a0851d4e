/** What SQLite and PostgreSQL are asked alike of alerts. */
import { OF_THE_LOG_SQL } from './alert-row.js';

export const ALERT = 'id, party, kind, path, raised_at, way, attempts, next_at';

/** What may be tried now by a way: three values. */
export const dueSql = (way: string, now: string, limit: string): string => `
  SELECT ${ALERT} FROM alert WHERE way = ${way} AND state = 'waiting' AND next_at <= ${now}
   ORDER BY raised_at, id LIMIT ${limit}`;

/** Raises one by a way; what has been raised is left as it is. */
export const RAISE_COLUMNS = 'key, id, party, kind, path, raised_at, way, state, attempts, next_at';
export const ONCE = 'ON CONFLICT (party, key, way) DO NOTHING';

/** The same one as it was when it was tried. */
export const alertAsItWas = (id: string, way: string, attempts: string): string =>
  `id = ${id} AND way = ${way} AND attempts = ${attempts} AND state = 'waiting'`;

/** Of a party, how many wait and have died, as whole numbers. */
export const standingSql = (party: string): string => `
  SELECT CAST(count(*) FILTER (WHERE state = 'waiting') AS integer) AS waiting,
         CAST(count(*) FILTER (WHERE state = 'dead') AS integer) AS dead FROM alert WHERE party = ${party}`;

/** The last that did not come through, of a party. */
export const lastFailureSql = (party: string): string => `
  SELECT failed_at AS at, why FROM alert WHERE party = ${party} AND failed_at IS NOT NULL ORDER BY failed_at DESC LIMIT 1`;

export const forgetSql = (before: string): string =>
  `DELETE FROM alert WHERE state <> 'waiting' AND raised_at < ${before} AND kind IN (${OF_THE_LOG_SQL})`;
