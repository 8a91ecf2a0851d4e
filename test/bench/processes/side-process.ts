/**
 * One side of a comparison of two checkouts: runs rows of the bench that a checkout's own build holds, and tells what
 * each round took of the processors. Of that build it asks no more than a bench to open, and rows with what is ours in them.
 */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { type Bench, type openBench, type Row } from '../bench.js';
import { type RoundAnswer, type SideAnswered, type SideQuestion } from '../against/side-question.js';
import { type Duel } from '../duel.js';

let bench: Bench | undefined;
const opened = new Map<string, readonly Duel[]>();

async function openRow(path: string, name: string): Promise<readonly string[]> {
  if (!bench) throw new Error('no bench is open');
  const rows = Object.values((await import(pathToFileURL(path).href)) as Record<string, readonly Row[]>).flat();
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`there is no row ${name} in ${path}`);
  const duels = await row.duels(bench);
  opened.set(name, duels);
  return duels.map(({ what }) => what);
}

async function round(name: string, index: number): Promise<RoundAnswer> {
  const duel = opened.get(name)?.[index];
  if (!duel) throw new Error(`${name} has not been made ready`);
  globalThis.gc?.();
  const begun = process.hrtime.bigint();
  const before = process.cpuUsage();
  const figure = await duel.ours();
  const { user, system } = process.cpuUsage(before);
  return { cpuUs: user + system, seconds: Number(process.hrtime.bigint() - begun) / 1e9, figure };
}

async function answerTo(question: SideQuestion): Promise<unknown> {
  switch (question.ask) {
    case 'bench': {
      const build = (await import(pathToFileURL(question.path).href)) as { readonly openBench: typeof openBench };
      bench = build.openBench(question.options);
      return null;
    }
    case 'row':
      return openRow(question.path, question.name);
    case 'round':
      return round(question.name, question.duel);
  }
}

/** A line a question, a line an answer, one after the other: what a build imports may listen to Node's own channel. */
for await (const line of createInterface({ input: process.stdin })) {
  const answered: SideAnswered = await answerTo(JSON.parse(line) as SideQuestion).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answered)}\n`);
}
for (const { finish } of [...opened.values()].flat()) await finish?.();
bench?.remove();
process.exit();
