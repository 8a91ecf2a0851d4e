/** `hvb-hub list`: a list as it was known at a moment and of a day, read out of the log while the hub runs. */
import { setTimeout as wait } from 'node:timers/promises';
import { type PastListPage } from '#projector';
import { askHub, type Answered } from './ask-hub.js';
import { EXIT } from './exit-codes.js';
import { LIST_SAYS } from './list-words.data.js';
import { textOf } from './post-file.js';
import { progress, type Progress } from './progress.js';

export interface ListOptions {
  /** The file of the token. */
  readonly token: string;
  readonly url: string;
  /** A position, or an instant. */
  readonly knownAt: string;
  readonly asOf?: string;
  /** `name=value`: the words that narrow the list. */
  readonly where?: readonly string[];
  /** What it is asked for; a person must say. */
  readonly purpose?: string;
  readonly json?: true;
}

const ASKED_EVERY_MS = 250;
/** An hour: longer than the longest log that is read. */
const ASKED_TIMES_MAX = (60 * 60 * 1_000) / ASKED_EVERY_MS;
const ROWS_A_PAGE = 1_000;
const [ACCEPTED, OK] = [202, 200];

interface Job {
  readonly jobId: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
}

type Ask = (path: string, sent?: object) => Promise<Answered | undefined>;

/**
 * Prints it, a row to a line. Exit code 0 where there is one, 1 where it is refused or failed, 2 for a word that is none or no
 * token, 3 where no hub answers or it is not done in an hour. With `json` one object: the head, and all rows.
 */
export async function list(name: string, options: ListOptions): Promise<number> {
  const token = await textOf(options.token);
  const question = questionOf(name, options);
  if (token === undefined || question === undefined) return EXIT.usage;
  const headers = options.purpose === undefined ? {} : { 'hvb-purpose': options.purpose };
  const ask: Ask = (path, sent) =>
    askHub({
      ...{ url: options.url, token, path: `/v1/audit/${path}`, headers },
      ...(sent ? { sent: { body: JSON.stringify(sent), mediaType: 'application/json' } } : {}),
    });
  const begun = await ask('lists', question);
  if (begun?.status !== ACCEPTED) return notAnswered(begun);
  const { jobId } = begun.answer as Job;
  const reading = progress(said('reading'));
  const made = await waitedFor(jobId, ask, reading);
  reading.end();
  return made ?? printed(jobId, ask, options);
}

/** Undefined, having said so, for a word without a value. */
function questionOf(name: string, { knownAt, asOf, where = [] }: ListOptions): object | undefined {
  const words = where.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const);
  const wrong = where.find((one) => one.indexOf('=') < 1);
  if (wrong !== undefined) {
    console.error(`${wrong}: ${said('word')}`);
    return undefined;
  }
  // What is left out is not sent: JSON has no undefined.
  return { ...Object.fromEntries(words), list: name, knownAt, asOf };
}

/** Undefined once it is done; else the exit code, having said why. */
async function waitedFor(jobId: string, ask: Ask, reading: Progress): Promise<number | undefined> {
  for (let times = 0; times < ASKED_TIMES_MAX; times += 1) {
    const answered = await ask(`jobs/${jobId}`);
    if (answered?.status !== OK) return notAnswered(answered);
    const job = answered.answer as Job;
    reading.at(job.done, job.total);
    if (job.state === 'done') return undefined;
    if (job.state !== 'running') return complain(EXIT.refused, `${said('failed')}: ${JSON.stringify(job)}`);
    await wait(ASKED_EVERY_MS);
  }
  return complain(EXIT.unavailable, said('stillReading'));
}

async function printed(jobId: string, ask: Ask, { json }: ListOptions): Promise<number> {
  const pages: PastListPage[] = [];
  for (let after: string | null = '0'; after !== null;) {
    const answered: Answered | undefined = await ask(`jobs/${jobId}/rows?limit=${ROWS_A_PAGE}&after=${after}`);
    if (answered?.status !== OK) return notAnswered(answered);
    const page = answered.answer as PastListPage;
    if (json === undefined) print(page, pages.length === 0);
    pages.push(page);
    after = page.next;
  }
  if (json) console.log(JSON.stringify({ ...pages[0], items: pages.flatMap(({ items }) => items), next: null }));
  return EXIT.ok;
}

function print({ list: name, asOf, asOfPosition, items }: PastListPage, isFirst: boolean): void {
  if (isFirst) console.log(`${name}, per (as of) ${asOf}, känt (known) ${asOfPosition}`);
  for (const item of items) console.log(JSON.stringify(item));
}

const said = (name: keyof typeof LIST_SAYS): string => `${LIST_SAYS[name].sv} (${LIST_SAYS[name].en})`;

function complain(exit: number, line: string): number {
  console.error(line);
  return exit;
}

function notAnswered(answered: Answered | undefined): number {
  if (answered === undefined) return EXIT.unavailable;
  return complain(answered.status >= 500 ? EXIT.unavailable : EXIT.refused, JSON.stringify(answered.answer));
}
