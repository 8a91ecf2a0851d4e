/** What a long work is told to tell, and by what it is ended. */

/** How far the work has come, and whether it is to end. */
export interface Progress {
  /** What is counted in all, once that is known, and how much of it is done. */
  readonly report: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}
