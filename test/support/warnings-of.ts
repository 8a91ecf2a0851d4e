/** What Node warns of while something is done. */

/** Milliseconds that Node has for telling what it warns of. */
const TOLD_MS = 10;

/** The names of the warnings, in order. */
export async function warningsOf(act: () => Promise<unknown>): Promise<readonly string[]> {
  const warnings: string[] = [];
  const hear = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', hear);
  try {
    await act();
    await new Promise((resolve) => setTimeout(resolve, TOLD_MS));
    return warnings;
  } finally {
    process.off('warning', hear);
  }
}
