/** What befalls an installation in the midst of its work, each fault by its name. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Seeded } from '../bench/seeded.js';
import { type AppKind } from '../support/installation.js';
import { type World } from './world.js';

const AWAY_MS_MAX = 1_500;
const STILL_MS_MAX = 12_000;

/** Lets it happen, and resolves when all that was taken away is back. Gives what happened, in words. */
export type Fault = (world: World, random: Seeded) => Promise<string>;

/** One is killed, and another started in its place. */
function kill(kind: AppKind): Fault {
  return async ({ apps, installed }, random) => {
    const at = random.integer(apps[kind].length);
    await apps[kind][at]!.end('SIGKILL');
    await pause(random.next() * AWAY_MS_MAX);
    apps[kind][at] = await installed.start(kind);
    return `${kind} ${at} killed`;
  };
}

/** A server goes away, in order or by a kill, and comes back with what it had on disk. */
function restart(which: 'kafka' | 'postgres'): Fault {
  return async (world, random) => {
    const way = random.next() < 0.5 ? 'kill' : 'stop';
    await world[which][way]();
    await pause(random.next() * AWAY_MS_MAX);
    await world[which].start();
    return `${which}: ${way}, start`;
  };
}

/** The connection breaks in the middle of appends: some were written, some not, some are written later. */
const dropAppends: Fault = async ({ eventStore }, random) => {
  const fates = Array.from({ length: 3 + random.integer(5) }, () => ({
    write: random.pick(['now', 'never', 'late'] as const),
    lateMs: random.integer(300),
    answer: random.pick(['dropped', 'none', 'timeout', 'unforeseen'] as const),
  }));
  await eventStore.order({ kind: 'nextAppends', fates });
  await pause(random.next() * AWAY_MS_MAX);
  await eventStore.order({ kind: 'dropConnections' });
  return `appends: ${fates.map(({ write, answer }) => `${write}/${answer}`).join(', ')}; connections dropped`;
};

/** A process stands still, longer than the group waits for it, and then goes on as if nothing had been. */
const standStill: Fault = async ({ apps }, random) => {
  const kind = random.pick(['hub', 'projector'] as const);
  const at = random.integer(apps[kind].length);
  const { pid } = apps[kind][at]!;
  const ms = Math.round(random.next() * STILL_MS_MAX);
  process.kill(pid, 'SIGSTOP');
  await pause(ms);
  process.kill(pid, 'SIGCONT');
  return `${kind} ${at} stood still for ${ms} ms`;
};

export const FAULTS = {
  'kill a hub': kill('hub'),
  'kill a projector': kill('projector'),
  'restart the broker': restart('kafka'),
  'drop the log connection in mid-append': dropAppends,
  'restart PostgreSQL': restart('postgres'),
  'a slow consumer': standStill,
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
