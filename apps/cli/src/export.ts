/** `hvb-hub export`: asks a running hub for an evidence bundle, waits for it, and writes it. */
import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readTar } from '#bundle';
import { askHub, type Answered } from './ask-hub.js';
import { EXIT } from './exit-codes.js';
import { EXPORT_SAYS } from './export-words.data.js';
import { textOf } from './post-file.js';

export interface ExportOptions {
  /** The file of the token. */
  readonly token: string;
  readonly url: string;
  /** Where it is written: a file that ends in `.tar`, else a folder. */
  readonly out: string;
  readonly of?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly complete?: true;
  /** Files of checkpoints that were kept: it is to show that the log goes on from them. */
  readonly known?: readonly string[];
  /** What it is asked for; a person must say. */
  readonly purpose?: string;
  readonly json?: true;
}

const ASKED_EVERY_MS = 250;
/** An hour: longer than the largest that is made. */
const ASKED_TIMES_MAX = (60 * 60 * 1_000) / ASKED_EVERY_MS;
const [ACCEPTED, OK] = [202, 200];

interface Job {
  readonly jobId: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly etaSeconds?: number;
}

/** Exit code 0 where it was written, 1 where it was refused, 2 where something is missing or is there already, 3 where no hub answers. */
export async function exportBundle(options: ExportOptions): Promise<number> {
  const token = await textOf(options.token);
  if (token === undefined) return EXIT.usage;
  const question = await questionOf(options);
  if (question === undefined) return EXIT.usage;
  if (await isThere(options.out))
    return complain(EXIT.usage, `${options.out}: ${EXPORT_SAYS.there.sv} (${EXPORT_SAYS.there.en})`);
  const headers = options.purpose === undefined ? {} : { 'hvb-purpose': options.purpose };
  const ask = (path: string, sent?: object): Promise<Answered | undefined> =>
    askHub({
      ...{ url: options.url, token, path: `/v1/audit/${path}`, headers },
      ...(sent ? { sent: { body: JSON.stringify(sent), mediaType: 'application/json' } } : {}),
    });
  const begun = await ask('export', question);
  if (begun?.status !== ACCEPTED) return notAnswered(begun);
  return waitedFor((begun.answer as Job).jobId, ask, options);
}

type Ask = (path: string, sent?: object) => Promise<Answered | undefined>;

async function waitedFor(jobId: string, ask: Ask, options: ExportOptions): Promise<number> {
  for (let times = 0; times < ASKED_TIMES_MAX; times += 1) {
    const answered = await ask(`jobs/${jobId}`);
    if (answered?.status !== OK) return notAnswered(answered);
    const job = answered.answer as Job;
    showProgress(job, options);
    if (job.state === 'done') return fetched(jobId, ask, options);
    if (job.state !== 'running') return complain(EXIT.refused, `${said('failed')}: ${JSON.stringify(job)}`);
    await wait(ASKED_EVERY_MS);
  }
  return complain(EXIT.unavailable, said('stillMaking'));
}

async function fetched(jobId: string, ask: Ask, { out, json }: ExportOptions): Promise<number> {
  const answered = await ask(`jobs/${jobId}/result`);
  if (answered?.status !== OK || !(answered.answer instanceof Uint8Array)) return notAnswered(answered);
  const archive = answered.answer;
  const files = readTar(archive);
  if (out.endsWith('.tar')) {
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, archive, { mode: 0o600 });
  } else {
    await mkdir(out, { recursive: true, mode: 0o700 });
    for (const [name, bytes] of files) await writeFile(join(out, name), bytes, { mode: 0o600 });
  }
  console.log(
    json ? JSON.stringify({ out, bytes: archive.length, files: [...files.keys()] }) : `${out}: ${said('written')}`,
  );
  return EXIT.ok;
}

const said = (name: keyof typeof EXPORT_SAYS): string => `${EXPORT_SAYS[name].sv} (${EXPORT_SAYS[name].en})`;

function complain(exit: number, line: string): number {
  console.error(line);
  return exit;
}

function notAnswered(answered: Answered | undefined): number {
  if (answered === undefined) return EXIT.unavailable;
  return complain(answered.status >= 500 ? EXIT.unavailable : EXIT.refused, JSON.stringify(answered.answer));
}

/** On a terminal alone. */
function showProgress({ done, total, etaSeconds }: Job, { json }: ExportOptions): void {
  if (json || !process.stderr.isTTY) return;
  const eta = etaSeconds === undefined ? '' : `, ${etaSeconds} s`;
  process.stderr.write(`\r${done}/${total}${eta}   ${done === total ? '\n' : ''}`);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** What is asked of the hub; undefined, having said so, where it is not one of a thing or of a time, or a file is none. */
async function questionOf(options: ExportOptions): Promise<object | undefined> {
  const { of, from, to, asOf, complete, known = [] } = options;
  const isOfTime = from !== undefined && to !== undefined;
  if ((of === undefined) !== isOfTime) {
    console.error(said('asked'));
    return undefined;
  }
  const sizes = await sizesIn(known);
  if (sizes === undefined) return undefined;
  // What is left out is not sent: JSON has no undefined.
  return { of, from, to, asOf, complete, known: sizes };
}

/** The sizes of checkpoints that were kept. */
async function sizesIn(files: readonly string[]): Promise<readonly number[] | undefined> {
  const sizes: number[] = [];
  for (const file of files) {
    const note = await textOf(file);
    if (note === undefined) return undefined;
    const size = Number(note.split('\n')[1]);
    if (!Number.isSafeInteger(size) || size < 1) {
      console.error(`${file}: ${said('noCheckpoint')}`);
      return undefined;
    }
    sizes.push(size);
  }
  return sizes;
}
