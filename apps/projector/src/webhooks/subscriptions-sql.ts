/** What SQLite and PostgreSQL are asked alike of subscriptions and deliveries. */

export const ROW = 'id, party, said, wrapped_key, sealed, crc';
export const DELIVERY = 'subscription, sequence, stream, resend, state, attempts, next_at, failed_at, why';

/** Of one subscription, deliveries of a look at most: those on their way stand among them. */
export const DUE_OF_ONE_MAX = 8;

/** Whether a delivery `d` is the first of its case that waits. */
const isFirst = `d.state = 'waiting' AND NOT EXISTS (
         SELECT 1 FROM delivery AS e
          WHERE e.subscription = d.subscription AND e.stream = d.stream AND e.state = 'waiting' AND e.sequence < d.sequence)`;

/** How a subscription stands: what waits, what died, and when something is tried next, which of a case is the first that waits. */
export const standingSql = (id: string): string => `
  SELECT CAST(count(*) FILTER (WHERE state = 'waiting') AS integer) AS waiting,
         CAST(count(*) FILTER (WHERE state = 'dead') AS integer) AS dead,
         min(next_at) FILTER (WHERE ${isFirst}) AS "nextAt" FROM delivery AS d WHERE subscription = ${id}`;

/** Of each case the first that waits, where its time has come: an `ids` of the subscriptions, and three more values. */
export const dueSql = (ids: string, [now, ofOne, limit]: readonly [string, string, string]): string => `
  SELECT ${DELIVERY} FROM (
    SELECT *, row_number() OVER (PARTITION BY subscription ORDER BY sequence) AS place
      FROM delivery AS d
     WHERE next_at <= ${now} AND subscription IN (${ids}) AND ${isFirst}
    ) AS first
   WHERE place <= ${ofOne} ORDER BY sequence, subscription LIMIT ${limit}`;

/** Whether something of that case has died. */
export const hasDiedSql = (subscription: string, stream: string): string =>
  `EXISTS (SELECT 1 FROM delivery AS e WHERE e.subscription = ${subscription} AND e.stream = ${stream} AND e.state = 'dead')`;

/** The same delivery as it was when it was tried. */
export const asItWas = ([subscription, sequence, resend, attempts]: readonly [
  string,
  string,
  string,
  string,
]): string =>
  `subscription = ${subscription} AND sequence = ${sequence} AND resend = ${resend} AND attempts = ${attempts} AND state = 'waiting'`;
