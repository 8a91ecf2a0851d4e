/** What a file answers at once, behind a port that answers when it can. */

/** The work done now: only its answer, or what it throws, comes as a promise's. */
export function here<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
