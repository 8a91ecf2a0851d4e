/** `npm run battery -- existence`: how long a refusal takes of another's and of nothing, at each door (A7). `--pairs=2000 --seed=…`. */
import { parseArgs } from 'node:util';
import { isTold, type Apart } from './halves.js';
import { measureExistence } from './existence.js';

const us = (time: number): string => `${time.toFixed(0)} µs`;

/** One door, in words. */
export function doorInWords(door: string, found: Apart): string {
  const { anothers, never, classes, halves } = found;
  const said = `${door}: another's ${us(anothers)}, never ${us(never)}, apart ${us(classes)}, halves ${us(halves)}`;
  return `${said}${isTold(found) ? ' TOLD' : ''}`;
}

/** Measures all doors, prints each, and gives how many tell what is there. */
export async function playExistence(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pairs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const [pairs, seed] = [values.pairs, values.seed].map(Number) as [number, number];
  process.stdout.write(`seed ${seed}, ${pairs} pairs at each door\n`);
  let told = 0;
  for await (const [door, found] of measureExistence({ pairs, seed })) {
    process.stdout.write(`${doorInWords(door, found)}\n`);
    if (isTold(found)) told += 1;
  }
  return told;
}
