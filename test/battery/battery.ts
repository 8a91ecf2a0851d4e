/** All rounds of some faults, each fault on an installation of its own. */
import { openInside } from './checks.js';
import { type FaultName } from './faults.js';
import { playRound, type RoundResult } from './round.js';
import { startWorld, type EngineServers } from './world.js';

export interface BatteryOptions {
  readonly faults: readonly FaultName[];
  readonly rounds: number;
  readonly cases: number;
  readonly seed: number;
  /** Told of each round as it ends. */
  readonly onRound: (result: RoundResult, number: number) => void;
}

/** Plays the rounds; what was found wrong stands in the results. */
export async function battery(servers: EngineServers, options: BatteryOptions): Promise<readonly RoundResult[]> {
  const { faults, rounds, cases, seed, onRound } = options;
  const results: RoundResult[] = [];
  for (const [index, fault] of faults.entries()) {
    const world = await startWorld(servers);
    const inside = await openInside(world);
    try {
      for (let number = 1; number <= rounds; number += 1) {
        const own = seed + index * 10_000 + number;
        const result = await playRound(world, inside, { fault, cases, seed: own, label: `B${own}` });
        results.push(result);
        onRound(result, number);
      }
    } finally {
      await inside.close();
      await world.stop();
    }
  }
  return results;
}
