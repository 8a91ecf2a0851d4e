/** How far something long has come, on one line of a terminal; where nobody looks, nothing. */

/** Between two words of it. */
const TELL_EVERY_MS = 200;

export interface Progress {
  /** `done` of `total`, in whatever is counted. */
  readonly at: (done: number, total: number) => void;
  /** Clears the line. */
  readonly end: () => void;
}

/** What stands on the line: how much is done, and how long the rest will take at the pace so far. */
export function progressLine(what: string, { done, total, ms }: { done: number; total: number; ms: number }): string {
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  const leftS = done === 0 ? undefined : Math.ceil(((ms / done) * (total - done)) / 1_000);
  const left = leftS === undefined ? '' : `, ${leftS} s kvar (left)`;
  return `${what}: ${done} av (of) ${total}, ${percent} %${left}`;
}

/** Tells on standard error, so that what is printed can be read by a program. `now`: monotonic milliseconds. */
export function progress(
  what: string,
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  now = (): number => performance.now(),
): Progress {
  if (!out.isTTY) return { at: () => undefined, end: () => undefined };
  const [from, told] = [now(), { at: -Infinity }];
  return {
    at: (done, total) => {
      const ms = now() - from;
      if (ms - told.at < TELL_EVERY_MS && done < total) return;
      told.at = ms;
      out.write(`\r\u001b[K${progressLine(what, { done, total, ms })}`);
    },
    end: () => void out.write('\r\u001b[K'),
  };
}
