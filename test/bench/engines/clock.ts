/** Milliseconds on the machine's own clock that never goes back: the same in all processes of the machine. */
export const machineMs = (): number => Number(process.hrtime.bigint() / 1000n) / 1000;
