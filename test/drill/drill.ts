/** A restore drill: a hub under load is backed up, lost, restored, rebuilt, verified and compared, by the commands that an operator has. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODE_VERSION } from '#contracts';
import { filesUnder } from '#standalone';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { hvbHub } from '../support/hvb-hub-command.js';
import { answerTo, tellOn, type Acknowledged, type Tellers } from '../support/tellers.js';
import { type DrillStep } from './protocol.data.js';
import { type Drilled, type StepDone } from './protocol.js';

export interface DrillOptions {
  /** Where all of it is: hub, backup, and what is kept apart. */
  readonly folder: string;
  /** Messages acknowledged before the backup begins. */
  readonly messages: number;
  /** Told of each step as it is done. */
  readonly onStep: (done: StepDone) => void;
  /** What befalls the backup before it is put back; nothing, unless a spec wants to see a drill that fails. */
  readonly harm?: (backup: string) => void;
}

/** A step does not hold. */
class DrillFailed extends Error {
  override readonly name = 'DrillFailed';
}

/** What is made on the way. */
interface UnderWay {
  readonly dataDir: string;
  readonly backup: string;
  /** Outside the folder that is lost. */
  readonly kept: Readonly<Record<'masterKey' | 'key' | 'checkpoint' | 'token', string>>;
  tellers: Tellers | null;
  hub: HubProcess | null;
  log: { readonly id: string; readonly head: string; readonly events: number } | null;
  lostAtMs: number;
  backAtMs: number | null;
}

type Step = (under: UnderWay, options: DrillOptions) => Promise<string>;

const STEPS: Readonly<Record<DrillStep, Step>> = {
  load: async (under, { messages }) => {
    const hub = (under.hub = await startHubProcess({ dataDir: under.dataDir, logLevel: 'silent' }));
    copyFileSync(filesUnder(under.dataDir).masterKey, under.kept.masterKey);
    under.tellers = tellOn((event) => answerTo(hub, event), 'övning');
    await under.tellers.more(messages);
    return `${acknowledgedIn(under).length} kvitterade`;
  },
  kept: async (under) => {
    const hub = hubOf(under);
    for (const [path, file] of [
      ['/v1/audit/checkpoint-key', under.kept.key],
      ['/v1/audit/checkpoint', under.kept.checkpoint],
    ] as const) {
      const answer = await fetch(`${hub.url}${path}`, { headers: await hub.as('auditor') });
      if (!answer.ok) throw new DrillFailed(`${path}: ${answer.status}`);
      writeFileSync(file, await answer.text());
    }
    return '';
  },
  backup: async (under) => {
    const before = Math.max(...acknowledgedIn(under).map(({ position }) => Number(position)));
    const { log } = JSON.parse(await printed(under, 'backup', under.backup, '--json')) as Pick<UnderWay, 'log'>;
    under.log = log;
    if (log === null || Number(log.head) < before) throw new DrillFailed(`kopian slutar före ${before}`);
    return `${log.events} händelser`;
  },
  lost: async (under) => {
    await under.tellers?.end();
    await hubOf(under).end('SIGKILL');
    under.hub = null;
    rmSync(under.dataDir, { recursive: true });
    under.lostAtMs = performance.now();
    return '';
  },
  restore: async (under, { harm }) => {
    harm?.(under.backup);
    const { masterKey, checkpoint } = under.kept;
    await printed(under, 'restore', under.backup, '--master-key', masterKey, '--no-erasures', '--known', checkpoint);
    return '';
  },
  rebuild: async (under) => {
    const { position } = JSON.parse(await printed(under, 'rebuild', '--json')) as { readonly position: string };
    return `till position ${position}`;
  },
  start: async (under) => {
    const hub = (under.hub = await startHubProcess({ dataDir: under.dataDir, logLevel: 'silent' }));
    under.backAtMs = performance.now();
    const { authorization } = await hub.as('auditor');
    writeFileSync(under.kept.token, authorization.replace('Bearer ', ''));
    return '';
  },
  verify: async (under) => {
    const { key, token, checkpoint } = under.kept;
    const { url } = hubOf(under);
    await printed(under, 'verify', '--key', key, '--token', token, '--known', checkpoint, '--url', url);
    return '';
  },
  compare: async (under) => {
    const { rows } = JSON.parse(await printed(under, 'rebuild', '--compare', '--json')) as { readonly rows: number };
    return `${rows} rader`;
  },
  known: async (under) => {
    const hub = hubOf(under);
    const all = acknowledgedIn(under);
    const upTo = all.filter(({ position }) => Number(position) <= Number(under.log?.head));
    for (const { event, position } of upTo) {
      const outcome = (await answerTo(hub, event))?.outcome;
      if (outcome !== 'duplicate') throw new DrillFailed(`position ${position}: ${outcome ?? 'inget svar'}`);
    }
    return `${upTo.length} av ${all.length} var kvitterade före`;
  },
};

/** Does every step in turn, until one does not hold; leaves no process. */
export async function drill(options: DrillOptions): Promise<Drilled> {
  const under = begun(options.folder);
  const at = new Date().toISOString();
  try {
    const steps = await stepsDone(under, options);
    const { log, backAtMs, lostAtMs } = under;
    const secondsToBack = backAtMs === null ? null : secondsOf(backAtMs - lostAtMs);
    return { at, program: CODE_VERSION, logId: log?.id ?? '', events: log?.events ?? 0, secondsToBack, steps };
  } finally {
    await under.tellers?.end().catch(() => undefined);
    await under.hub?.end('SIGTERM');
  }
}

function begun(folder: string): UnderWay {
  const kept = join(folder, 'kept');
  mkdirSync(kept, { recursive: true });
  return {
    ...{ dataDir: join(folder, 'data'), backup: join(folder, 'backup') },
    kept: {
      ...{ masterKey: join(kept, 'master.key'), key: join(kept, 'checkpoint.key') },
      ...{ checkpoint: join(kept, 'checkpoint'), token: join(kept, 'auditor.token') },
    },
    ...{
      tellers: null,
      hub: null,
      log: null,
      lostAtMs: 0,
      backAtMs: null,
    },
  };
}

async function stepsDone(under: UnderWay, options: DrillOptions): Promise<readonly StepDone[]> {
  const steps: StepDone[] = [];
  for (const [step, work] of Object.entries(STEPS) as readonly (readonly [DrillStep, Step])[]) {
    const done = await doneStep(step, () => work(under, options));
    steps.push(done);
    options.onStep(done);
    if (!done.holds) break;
  }
  return steps;
}

const secondsOf = (ms: number): number => Math.round(ms / 100) / 10;

async function doneStep(step: DrillStep, work: () => Promise<string>): Promise<StepDone> {
  const from = performance.now();
  const seconds = (): number => secondsOf(performance.now() - from);
  try {
    const detail = await work();
    return { step, holds: true, detail, seconds: seconds() };
  } catch (error) {
    return { step, holds: false, detail: (error as Error).message, seconds: seconds() };
  }
}

function hubOf({ hub }: UnderWay): HubProcess {
  if (hub === null) throw new DrillFailed('inget nav går');
  return hub;
}

const acknowledgedIn = ({ tellers }: UnderWay): readonly Acknowledged[] => tellers?.acknowledged ?? [];

/** What a command prints. Throws what it says where its exit code is not 0. */
async function printed({ dataDir }: UnderWay, ...args: readonly string[]): Promise<string> {
  const { code, out, err } = await hvbHub(dataDir, ...args);
  if (code !== 0) throw new DrillFailed(`hvb-hub ${args[0] ?? ''}: ${code} ${(err || out).trim()}`);
  return out;
}
