/** `hvb-hub validate file`: says of each message in a file whether the hub would take it as well formed. */
import { readFile } from 'node:fs/promises';
import { parseJson, readMessage, type Problem } from '#contracts';
import { EXIT } from './exit-codes.js';

interface Verdict {
  readonly index: number;
  readonly problem?: Problem;
}

function verdictOf(value: unknown, index: number): Verdict {
  const read = readMessage(value);
  return read.ok ? { index } : { index, problem: read.problem };
}

/** The verdicts on a file of one CloudEvent or a list of them. */
export function verdictsOn(bytes: Uint8Array): readonly Verdict[] {
  const parsed = parseJson(bytes);
  if (!parsed.ok) return [{ index: 0, problem: parsed.problem }];
  return Array.isArray(parsed.value) ? parsed.value.map(verdictOf) : [verdictOf(parsed.value, 0)];
}

/** Prints the verdicts. Only the wire is judged here: the law is the hub's, which knows what was said before. */
export async function validate(file: string, options: { readonly json?: true }): Promise<number> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch {
    console.error(`${file}: går inte att läsa (cannot be read)`);
    return EXIT.usage;
  }
  const verdicts = verdictsOn(bytes);
  for (const { index, problem } of verdicts) {
    if (options.json)
      console.log(JSON.stringify({ index, ok: problem === undefined, ...(problem ? { problem } : {}) }));
    else console.log(problem ? `✗ ${index} ${problem.code} ${problem.pointer ?? ''} ${problem.detail}` : `✓ ${index}`);
  }
  return verdicts.every(({ problem }) => problem === undefined) ? EXIT.ok : EXIT.refused;
}
