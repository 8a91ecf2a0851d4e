/** What the command line's exit codes mean. */
export const EXIT = { ok: 0, refused: 1, usage: 2, unavailable: 3 } as const;
