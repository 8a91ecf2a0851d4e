/** `npm run battery -- existence`: how long a refusal takes of another's and of nothing, at each door (A7). `--pairs=2000 --seed=…`; `--only=explain`: some doors. */
import { parseArgs } from 'node:util';
import { keepPage, machine, runOn } from '../page.js';
import { isTold, type Apart } from './halves.js';
import { measureExistence } from './existence.js';

export type Measured = readonly (readonly [door: string, found: Apart])[];

const us = (time: number): string => time.toFixed(0);

/** One door, in words. */
export function doorInWords(door: string, found: Apart): string {
  const { anothers, never, classes, halves } = found;
  const said = `${door}: another's ${us(anothers)} µs, never ${us(never)} µs, apart ${us(classes)} µs, halves ${us(halves)} µs`;
  return `${said}${isTold(found) ? ' TOLD' : ''}`;
}

/** What was measured, as a page for people. */
export function existenceReport(
  measured: Measured,
  {
    date,
    pairs,
    seed,
    machine,
  }: { readonly date: string; readonly machine: string } & Record<'pairs' | 'seed', number>,
): string {
  const told = measured.filter(([, found]) => isTold(found));
  return [
    `# Existence, ${date}`,
    '',
    `\`npm run battery -- existence --pairs=${pairs} --seed=${seed}\`: at each door that takes an id, ${pairs} ids of another's and ` +
      'as many that never were, by turns, each asked for once over HTTP of an embedded hub that has opened none of them; ' +
      `all are 404. Microseconds, medians. ${machine}.`,
    '',
    "| door | another's | never was | apart | halves of one class | told apart |",
    '|---|---|---|---|---|---|',
    ...measured.map(
      ([door, found]) =>
        `| \`${door}\` | ${us(found.anothers)} | ${us(found.never)} | ${us(found.classes)} | ${us(found.halves)} | ${isTold(found) ? '**yes**' : 'no'} |`,
    ),
    '',
    '*Halves of one class*: how far the medians of two halves of one class lie apart, each class halved forty times by chance, ' +
      'as far as nineteen of twenty halvings are.',
    '',
    told.length === 0
      ? `None of ${measured.length} doors tells what is there.`
      : `${told.length} of ${measured.length} doors tell what is there.`,
    '',
  ].join('\n');
}

/** Measures all doors, prints each, writes the page, and gives how many tell what is there. */
export async function playExistence(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pairs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string', default: '' },
      'no-report': { type: 'boolean', default: false },
    },
  });
  const [pairs, seed] = [values.pairs, values.seed].map(Number) as [number, number];
  const date = runOn();
  process.stdout.write(`seed ${seed}, ${pairs} pairs at each door\n`);
  const measured: (readonly [string, Apart])[] = [];
  for await (const [door, found] of measureExistence({ pairs, seed, only: (one) => one.includes(values.only) })) {
    process.stdout.write(`${doorInWords(door, found)}\n`);
    measured.push([door, found]);
  }
  if (!values['no-report'])
    keepPage(`${date}-existence`, existenceReport(measured, { date, pairs, seed, machine: machine() }));
  return measured.filter(([, found]) => isTold(found)).length;
}
