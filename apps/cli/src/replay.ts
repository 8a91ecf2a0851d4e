/** `hvb-hub replay`: a view event by event, with what each event changed, or what differs between two moments. */
import { type Difference, type Replay, type ReplayStep } from '#projector';
import { askHub, type Answered } from './ask-hub.js';
import { EXIT } from './exit-codes.js';
import { textOf } from './post-file.js';

/** Whom to ask, and of what. */
export interface ReplayOptions {
  /** The file of the token. */
  readonly token: string;
  readonly url: string;
  /** `placement/<uuid>`, `sip/<uuid>` … */
  readonly of: string;
  readonly view?: string;
  readonly asOf?: string;
  readonly knownFrom?: string;
  readonly knownAt?: string;
  /** Only what differs between the two moments, not step by step. */
  readonly difference?: true;
  /** What it is asked for; a person must say. */
  readonly purpose?: string;
  readonly json?: true;
}

const OK = 200;
const WORDS = ['of', 'view', 'asOf', 'knownFrom', 'knownAt'] as const;

/** Refused by the hub, or no hub: of that it has been told. */
class Refused extends Error {
  constructor(readonly answered: Answered | undefined) {
    super('refused');
  }
}

/**
 * Prints it, page after page. Exit code 0 where there is one, 1 where it is refused, 2 for no token, 3 where no hub answers. With
 * `json` one object: the head, what differs, and all steps.
 */
export async function replay(options: ReplayOptions): Promise<number> {
  const token = await textOf(options.token);
  if (token === undefined) return EXIT.usage;
  try {
    const pages: Replay[] = [];
    for await (const page of pagesOf(options, token)) {
      if (options.json === undefined) print(options, page, pages.length === 0);
      pages.push(page);
    }
    if (options.json) console.log(JSON.stringify(inOne(options, pages)));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.answered === undefined ? EXIT.unavailable : refused(error.answered);
  }
}

/** One by one; of what differs alone the first tells all. */
async function* pagesOf(options: ReplayOptions, token: string): AsyncGenerator<Replay> {
  for (let after: string | null = ''; after !== null;) {
    const answered: Answered | undefined = await asked(options, token, after);
    if (answered?.status !== OK) throw new Refused(answered);
    const page = answered.answer as Replay;
    yield page;
    after = options.difference === undefined ? page.next : null;
  }
}

function inOne({ difference }: ReplayOptions, pages: readonly Replay[]): object {
  const steps = difference === undefined ? pages.flatMap((page) => page.steps) : [];
  return { ...pages[0], steps, next: null };
}

function refused({ status, answer }: Answered): number {
  console.error(JSON.stringify(answer, null, 2));
  return status >= 500 ? EXIT.unavailable : EXIT.refused;
}

function asked(options: ReplayOptions, token: string, after: string): Promise<Answered | undefined> {
  const query = new URLSearchParams();
  for (const word of WORDS) if (options[word] !== undefined) query.set(word, options[word]);
  if (after !== '') query.set('after', after);
  if (options.difference !== undefined) query.set('limit', '1');
  const said = options.purpose === undefined ? {} : { 'hvb-purpose': options.purpose };
  return askHub({ url: options.url, token, path: `/v1/audit/replay?${query.toString()}`, headers: said });
}

function print({ difference }: ReplayOptions, page: Replay, isFirst: boolean): void {
  const { of, view, asOf, knownFrom, asOfPosition, changes, steps } = page;
  if (isFirst) console.log(`${of} ${view}, per (as of) ${asOf}, känt (known) ${knownFrom} – ${asOfPosition}`);
  for (const line of difference === undefined ? steps.flatMap(linesOf) : changesInWords(changes)) console.log(line);
}

function linesOf({ position, type, recordedAt, changes }: ReplayStep): readonly string[] {
  return ['', `${position}  ${recordedAt}  ${type}`, ...changesInWords(changes)];
}

function changesInWords(changes: readonly Difference[]): readonly string[] {
  if (changes.length === 0) return ['  ändrade inget (changed nothing)'];
  return changes.map(({ pointer, ...values }) => `  ${pointer || '/'}  ${inWords(values)}`);
}

function inWords(values: Omit<Difference, 'pointer'>): string {
  const [before, after] = [JSON.stringify(values.before), JSON.stringify(values.after)];
  if (!('before' in values)) return `+ ${after}`;
  return 'after' in values ? `${before} → ${after}` : `- ${before}`;
}
