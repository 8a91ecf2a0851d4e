/**
 * Whether the process may hold as many files open as it needs. Imports nothing: what is to be asked before the modules of an
 * app are loaded, which are hundreds of files at once, cannot come with them.
 */

/** What a process needs beside its connections: its modules while they are loaded, then files, database, log, broker, threads. */
export const DESCRIPTORS_OWN = 1_024;

const EXIT_UNAVAILABLE = 3;

/** How many files the process may hold open at once; undefined where the system knows no such bound. */
export function descriptorsMax(): number | undefined {
  // The report would look up a name for every connection.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
  };
  // Node raises the soft bound to the hard one when it starts.
  const soft = Number(userLimits?.open_files?.soft);
  return Number.isFinite(soft) ? soft : undefined;
}

/** A start under too few descriptors. */
export class TooFewDescriptors extends Error {
  override readonly name = 'TooFewDescriptors';
}

/** What is wrong, in a sentence; undefined where there are enough for so many connections. */
export function tooFewDescriptors(connections: number, max = descriptorsMax()): string | undefined {
  const needed = DESCRIPTORS_OWN + connections;
  if (max === undefined || max >= needed) return undefined;
  const why = connections === 0 ? '' : ` (${DESCRIPTORS_OWN} + HVB_CONNECTIONS_MAX ${connections})`;
  return (
    `Processen får ha ${max} filer öppna och behöver ${needed}${why}: höj gränsen med ulimit -n, LimitNOFILE= eller ulimits ` +
    `(the process may hold ${max} files open and needs ${needed}; raise the limit)`
  );
}

/** Ends the process with a sentence where it could not even load its modules. */
export function demandDescriptors(): void {
  const sentence = tooFewDescriptors(0);
  if (sentence === undefined) return;
  process.stderr.write(`${sentence}\n`);
  process.exit(EXIT_UNAVAILABLE);
}
