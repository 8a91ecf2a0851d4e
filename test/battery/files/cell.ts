/** One damage to one file: what the started program made of it, and what of that is wrong. */
import { chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Seeded } from '../../bench/seeded.js';
import { runHubProcess, type HubProcess } from '../../support/hub-process.js';
import { copyOf } from '../../support/data-folders.js';
import { type AppEnd } from '../../support/app-process.js';
import { ask } from '../input/http.door.js';
import { answersOf, codeOf, NEW_EVENT, type Answers } from './answers.js';
import { damage, isRoot, NOBODY, type DamageName } from './damages.js';
import { FEEDS, type BatteryFolders } from './folders.js';

/** What of a damage was met. `right all the same`: every answer is what it was, and nothing had to be said. */
export type Outcome = 'refused at start' | 'made anew' | 'refused while running' | 'right all the same';

export interface Cell {
  readonly base: 'now' | 'killed';
  readonly file: string;
  readonly damage: DamageName;
  readonly from: Seeded;
}

export interface Played {
  readonly base: Cell['base'];
  readonly file: string;
  readonly damage: DamageName;
  readonly outcome: Outcome;
  /** As said at the terminal, or in the log; the first line. */
  readonly said: string;
  readonly silently: readonly string[];
  /** Events accepted at another place than they would have been. */
  readonly accepted: readonly string[];
  readonly wrong: readonly string[];
}

/** What is nowhere else: it is never made anew without a word from the operator. */
const PRIMARY = [
  'log.db',
  'keys.db',
  'hub.db',
  'feed-index.db',
  'subscriptions.db',
  'master.key',
  'signing-key.jwk.json',
  'checkpoint-key.pem',
  'log.db-wal',
  'keys.db-wal',
  'hub.db-wal',
  'feed-index.db-wal',
  'subscriptions.db-wal',
];
const INTEGRITY = ['LogDamaged', 'KeysDamaged', 'StateDamaged', 'OfAnotherLog', 'LogTaken', 'DiskFailed'];
/** Where no broker listens: the feeds' checkpoint is opened only where there may be one. */
const NOWHERE = '127.0.0.1:1';
const UNAVAILABLE = 3;
const SAID_CHARS_MAX = 1_000;
const SHOWN_CHARS = 200;
const MADE_ANEW = /it is (?:put aside, and )?made anew/;

export const isPrimary = (file: string): boolean => PRIMARY.includes(basename(file));

/** Plays it; undefined where the damage changes nothing of that file. */
export async function playCell(cell: Cell, folders: BatteryFolders, right: Answers): Promise<Played | undefined> {
  const folder = copyOf(folders[cell.base]);
  if (!damage(cell.damage, { ...cell, folder, folders })) return undefined;
  const closing = cell.damage === 'closed' && isRoot;
  if (closing) giveAway(folder, cell.file);
  const found = fingerprintOf(folder);
  const kafkaBrokers = cell.file === FEEDS ? NOWHERE : undefined;
  const started = await runHubProcess({ dataDir: folder, kafkaBrokers, ...(closing ? { uid: NOBODY } : {}) });
  const { base, file, damage: name } = cell;
  const told = 'url' in started ? await served(started, cell, right) : refused(started, cell, { folder, found });
  return { base, file, damage: name, ...told };
}

type Told = Omit<Played, 'base' | 'file' | 'damage'>;

/** Ended before it listened: with the right code and a sentence that names the file, and the folder as it was. */
function refused(
  { code, output }: AppEnd,
  { file }: Cell,
  { folder, found }: { readonly folder: string; readonly found: Fingerprint },
): Told {
  const said = output.split('\n').find((line) => line.includes(basename(file).replace(/-wal$/, ''))) ?? '';
  const wrong = [
    ...(code === UNAVAILABLE ? [] : [`exit code ${String(code)}: ${output.slice(-SAID_CHARS_MAX)}`]),
    ...(said === '' ? [`the file is not named: ${output.slice(-SAID_CHARS_MAX)}`] : []),
    ...(/^\s+at .+:\d+:\d+\)?$/m.test(output) ? ['a stack instead of a sentence'] : []),
    ...changed(found, fingerprintOf(folder)).map((what) => `something was written: ${what}`),
  ];
  return { outcome: 'refused at start', said, silently: [], accepted: [], wrong };
}

async function served(hub: HubProcess, cell: Cell, right: Answers): Promise<Told> {
  const { refusals, silently } = comparedWith(right, await answersOf(hub));
  const asides = hub
    .output()
    .split('\n')
    .filter((line) => MADE_ANEW.test(line));
  const outcome = outcomeOf(refusals, asides);
  const unready = refusals.length > 0 && (await isReady(hub));
  const code = await hub.end('SIGTERM');
  return {
    outcome,
    said: [...asides, ...refusals].at(0) ?? '',
    silently,
    accepted: silently.filter((one) => one.startsWith(NEW_EVENT) && one.includes('"accepted"')),
    wrong: [
      ...(unready ? ['ready, though damage was met'] : []),
      ...(asides.length > 1 ? [`said ${asides.length} times`] : []),
      ...(outcome === 'right all the same' && mustBeMet(cell) ? ['not met'] : []),
      ...(code === 0 ? [] : [`it ended with ${String(code)}`]),
    ],
  };
}

function outcomeOf(refusals: readonly string[], asides: readonly string[]): Outcome {
  if (refusals.length > 0) return 'refused while running';
  return asides.length > 0 ? 'made anew' : 'right all the same';
}

/** Of the answers that are not what they were: the codes of those that refuse for damage, and the others in words. */
function comparedWith(right: Answers, answers: Answers): { refusals: string[]; silently: string[] } {
  const refusals: string[] = [];
  const silently: string[] = [];
  for (const [question, { text }] of right) {
    const got = answers.get(question) ?? { status: 0, text: 'nothing' };
    const code = codeOf(got) ?? '';
    if (got.text === text) continue;
    if (INTEGRITY.includes(code)) refusals.push(code);
    else
      silently.push(`${question}: ${got.status} ${got.text.slice(0, SHOWN_CHARS)} for ${text.slice(0, SHOWN_CHARS)}`);
  }
  return { refusals, silently };
}

/** A bit may be one that nobody reads, and a journal's end may be cut where nothing stands; all else is to be told. */
const mustBeMet = ({ file, damage: name }: Cell): boolean =>
  isPrimary(file) && !file.endsWith('-wal') && name !== 'a bit flipped';

async function isReady({ url }: HubProcess): Promise<boolean> {
  const { status } = await ask(url, { method: 'GET', path: '/health/ready', headers: {} });
  return status === 200;
}

/** To a user who may read all of it but one file. */
function giveAway(folder: string, file: string): void {
  chownSync(dirname(folder), NOBODY, NOBODY);
  chownSync(folder, NOBODY, NOBODY);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (name !== file) chownSync(join(folder, name), NOBODY, NOBODY);
}

/** Not SQLite's index of a journal, nor the lock. */
const SCRATCH = /-shm$|\.lock(?:-journal)?$/;

/** Every file's bytes, but what is scratch. */
function fingerprintOf(folder: string): Fingerprint {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => !SCRATCH.test(file));
  return new Map(
    files.map((file) => {
      const path = join(folder, file);
      return [file, statSync(path).isFile() ? readFileSync(path).toString('base64') : 'folder'];
    }),
  );
}

type Fingerprint = ReadonlyMap<string, string>;

/** The files that came, went or have other bytes. */
const changed = (before: Fingerprint, after: Fingerprint): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((file) => before.get(file) !== after.get(file));
