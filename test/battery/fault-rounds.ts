/** `npm run battery -- faults`: at least twenty rounds of each fault. `--rounds=20 --cases=40 --only="kill a hub"`. */
import { parseArgs } from 'node:util';
import { battery } from './battery.js';
import { FAULTS, type FaultName } from './faults.js';
import { keepPage, machine, runOn } from './page.js';
import { reportOf } from './report.js';
import { startEngineServers } from './world.js';

/** Plays the rounds, writes their report, and gives how many had something wrong. */
export async function playFaultRounds(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '20' },
      cases: { type: 'string', default: '40' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string', multiple: true },
      'no-report': { type: 'boolean', default: false },
    },
  });
  const all = Object.keys(FAULTS) as FaultName[];
  const faults = values.only === undefined ? all : all.filter((name) => values.only?.includes(name));
  const [rounds, cases, seed] = [values.rounds, values.cases, values.seed].map(Number) as [number, number, number];
  const date = runOn();
  const servers = await startEngineServers();
  try {
    const results = await battery(servers, {
      ...{ faults, rounds, cases, seed },
      onRound: ({ fault, happened, records, events, restMs, wrong }, number) => {
        const found = wrong.length === 0 ? 'nothing wrong' : `WRONG: ${wrong.slice(0, 5).join('; ')}`;
        process.stdout.write(
          `${fault} ${number}/${rounds}: ${happened}; ${records} records, ${events} events, at rest after ${restMs} ms; ${found}\n`,
        );
      },
    });
    const report = reportOf({ date, roundsEach: rounds, casesPerRound: cases, seed, machine: machine(), results });
    if (!values['no-report']) keepPage(`${date}-${seed}`, report);
    process.stdout.write(`\n${report}`);
    return results.filter(({ wrong }) => wrong.length > 0).length;
  } finally {
    await servers.stop();
  }
}
