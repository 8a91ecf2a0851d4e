/** Which of PostgreSQL's errors pass by themselves. */
import { DatabaseUnavailable } from './database.port.js';

/** Of the system: nobody answers, or no longer. */
const SYSTEM_CODES: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'ENOENT'],
]);
/** SQLSTATE: shut down, starting, read-only after a failover. The connection is of no more use. */
const GONE_STATES: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', '25006']);
/** SQLSTATE: too many connections, disk or memory full, a deadlock or a conflict of transactions. */
const BUSY_STATES: ReadonlySet<string> = new Set(['53100', '53200', '53300', '53400', '40001', '40P01', '55P03']);
/** The client's own words where it has no code. */
const CLIENT_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Client was closed|after calling end on the pool/;

interface Failure {
  readonly code?: unknown;
  readonly message?: unknown;
}

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as Failure;
  return typeof code === 'string' ? code : '';
};

/** The connection on which this happened is of no more use. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return isConnectionLost(error.cause);
  const code = codeOf(error);
  const { message } = (error ?? {}) as Failure;
  return (
    SYSTEM_CODES.has(code) ||
    GONE_STATES.has(code) ||
    /^08.{3}$/.test(code) ||
    (typeof message === 'string' && CLIENT_WORDS.test(message))
  );
}

/** True for what passes by itself. */
export function isUnavailable(error: unknown): boolean {
  return isConnectionLost(error) || BUSY_STATES.has(codeOf(error));
}

/** Runs `ask`; what passes by itself is thrown as `DatabaseUnavailable`, all else as it is. */
export async function asFault<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    throw new DatabaseUnavailable('the database does not answer now', { cause: error });
  }
}
