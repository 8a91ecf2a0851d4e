/** A systematic check of an authority's log of reads: drawn by chance, and what was found of it (HSLF-FS 2016:40 4:9). */
import { randomUUID } from 'node:crypto';
import {
  askerOf,
  ITEMS_MAX,
  LEDGER_PAGE_MAX,
  REVIEW_FINDINGS,
  stamped,
  type OfParty,
  type RecordedAccess,
  type ReviewEntry,
  type ReviewFinding,
} from '#access';
import {
  INSTANT_SCHEMA,
  formed,
  isOpenUuid,
  isPublisherId,
  readInstant,
  UUID_SCHEMA,
  wholeNumber,
  type Form,
} from '#contracts';
import { controllerOf, type Controller, type Instant, type Uuid } from '#domain';
import { refusal, refuseOtherForm } from '#http';
import { type EntryBook } from '../views/entered.js';

/** The words of a draw, as they came. */
export interface DrawAsked {
  readonly from?: string;
  readonly to?: string;
  readonly size?: string;
  readonly seed?: string;
}

const SIZE_DEFAULT = 20;
const EXPECTED_INSTANT = 'RFC 3339, 2026-01-15T09:00:00+01:00';

/** What may be a seed: kept in the ledger, so none of it may be a person number. */
const isSeed = (text: string): boolean => isOpenUuid(text) && isPublisherId(text);

export const DRAW_FORMS = {
  from: formed(INSTANT_SCHEMA, EXPECTED_INSTANT, (text) => readInstant(text) !== undefined),
  to: formed(INSTANT_SCHEMA, EXPECTED_INSTANT, (text) => readInstant(text) !== undefined),
  size: wholeNumber(1, LEDGER_PAGE_MAX, SIZE_DEFAULT),
  seed: formed(UUID_SCHEMA, 'uuid', isSeed),
} as const satisfies Readonly<Record<string, Form>>;

/** Reads drawn by chance from a period, and the seed that draws the same again. */
export interface Drawing {
  readonly controller: Controller;
  readonly drawn: NonNullable<ReviewEntry['drawn']>;
  readonly entries: readonly RecordedAccess[];
}

/** A period that has been: of one to come nobody could draw the same again. Refuses with `BadRequest` one that has not. */
function periodOf(
  { from, to }: { readonly from: Instant; readonly to: Instant },
  now: Instant,
  at: string,
): Pick<Drawing['drawn'], 'from' | 'to'> {
  if (to > now) throw refusal('BadRequest', { pointer: `${at}/to`, expected: `≤ ${now}` });
  if (from >= to) throw refusal('BadRequest', { pointer: `${at}/from`, expected: `< ${to}` });
  return { from, to };
}

const given = (text: string | undefined, pointer: string): Instant => {
  const instant = text === undefined ? undefined : readInstant(text);
  if (instant === undefined) throw refusal('BadRequest', { pointer, expected: EXPECTED_INSTANT });
  return instant;
};

function newSeed(): string {
  const seed = randomUUID();
  return isSeed(seed) ? seed : newSeed();
}

/**
 * Reads of the authority's own log, drawn with a seed of the hub's own or one that is given. Refuses with `BadRequest` what
 * is not in its form. Fault: `LedgerUnavailable`.
 */
export async function answerDraw(
  { ledger, now }: Pick<EntryBook, 'ledger' | 'now'>,
  asked: DrawAsked,
  caller: OfParty,
): Promise<Drawing> {
  for (const [word, form] of Object.entries(DRAW_FORMS))
    refuseOtherForm(word, asked[word as keyof typeof DRAW_FORMS], form);
  const period = periodOf({ from: given(asked.from, '/from'), to: given(asked.to, '/to') }, now(), '');
  const { seed = newSeed(), size = String(SIZE_DEFAULT) } = asked;
  const controller = controllerOf(caller.party);
  const entries = await ledger.draw({ controller, ...period, size: Number(size), seed });
  return { controller, drawn: { ...period, seed }, entries };
}

type Found = ReviewEntry['found'];

/** What was recorded: the review, which stands in the log by that id. */
export interface Reviewed {
  readonly controller: Controller;
  readonly reviewId: Uuid;
  readonly entries: number;
}

/**
 * Records a check of the authority's own log: of what a seed drew all of it and nothing else, so that nobody leaves out what
 * was not in order; else on suspicion, of any entries that are there. Refuses with `MissingField`, `WrongType` or
 * `InvalidValue` what is not in its form or was not drawn. Fault: `LedgerUnavailable`, and nothing is recorded.
 */
export async function answerReview(
  book: EntryBook,
  body: Readonly<Record<string, unknown>>,
  caller: OfParty,
): Promise<Reviewed> {
  const controller = controllerOf(caller.party);
  const found = foundIn(body['found']);
  const drawn = drawnIn(body['drawn'], book.now());
  await refuseOthers(book, { controller, found, drawn });
  const reviewId = randomUUID() as string as Uuid;
  const who = askerOf(caller);
  await book.ledger.write([{ is: 'review', request: reviewId, controller, who, drawn, found, ...stamped(book) }]);
  return { controller, reviewId, entries: found.length };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const EXPECTED_FOUND = `[{seq, finding: ${REVIEW_FINDINGS.join(' | ')}}], 1–${ITEMS_MAX}`;

function foundIn(value: unknown): Found {
  if (value === undefined) throw refusal('MissingField', { pointer: '/found', expected: EXPECTED_FOUND });
  if (!Array.isArray(value)) throw refusal('WrongType', { pointer: '/found', expected: EXPECTED_FOUND });
  const found = value.map(findingIn).sort((a, b) => a.seq - b.seq);
  const isEachOnce = new Set(found.map(({ seq }) => seq)).size === found.length;
  if (found.length === 0 || found.length > ITEMS_MAX || !isEachOnce)
    throw refusal('InvalidValue', { pointer: '/found', expected: EXPECTED_FOUND });
  return found;
}

function findingIn(value: unknown, at: number): Found[number] {
  const { seq, finding, ...others } = isObject(value) ? value : {};
  const isFinding = REVIEW_FINDINGS.some((one) => one === finding);
  if (!Number.isSafeInteger(seq) || (seq as number) < 1 || !isFinding || Object.keys(others).length > 0)
    throw refusal('InvalidValue', { pointer: `/found/${at}`, expected: EXPECTED_FOUND });
  return { seq: seq as number, finding: finding as ReviewFinding };
}

const EXPECTED_DRAWN = '{from, to, seed} | null';

function drawnIn(value: unknown, now: Instant): ReviewEntry['drawn'] {
  if (value === undefined) throw refusal('MissingField', { pointer: '/drawn', expected: EXPECTED_DRAWN });
  if (value === null) return null;
  if (!isDrawn(value)) throw refusal('InvalidValue', { pointer: '/drawn', expected: EXPECTED_DRAWN });
  const { from, to, seed } = value;
  const period = periodOf({ from: given(from, '/drawn/from'), to: given(to, '/drawn/to') }, now, '/drawn');
  return { ...period, seed };
}

const OF_A_DRAW = ['from', 'to', 'seed'] as const;

function isDrawn(value: unknown): value is Readonly<Record<(typeof OF_A_DRAW)[number], string>> {
  if (!isObject(value) || Object.keys(value).length !== OF_A_DRAW.length) return false;
  return OF_A_DRAW.every((name) => typeof value[name] === 'string') && isSeed(value['seed'] as string);
}

type Checked = Pick<ReviewEntry, 'controller' | 'found' | 'drawn'>;

/** What was not drawn, or is no read in the authority's log. */
async function refuseOthers(
  { ledger }: Pick<EntryBook, 'ledger'>,
  { controller, found, drawn }: Checked,
): Promise<void> {
  const seqs = found.map(({ seq }) => seq);
  if (drawn === null) {
    for (const [at, seq] of seqs.entries()) {
      const [entry] = await ledger.page({ controller, after: seq - 1, limit: 1 });
      if (entry?.seq !== seq || entry.is !== 'access')
        throw refusal('InvalidValue', {
          pointer: `/found/${at}/seq`,
          expected: 'en läsning i loggen / a read in the log',
        });
    }
    return;
  }
  const again = await ledger.draw({ controller, ...drawn, size: seqs.length });
  if (again.length !== seqs.length || again.some(({ seq }, at) => seq !== seqs[at]))
    throw refusal('InvalidValue', { pointer: '/found', expected: 'det som drogs, allt / what was drawn, all of it' });
}
