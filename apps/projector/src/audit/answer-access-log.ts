/** Answers an authority what has been read of its data and by its people, and of one person which units and when (HSLF-FS 2016:40 4:9, 4:10). */
import { EXTRACT_TO, LEDGER_PAGE_MAX, type LedgerPage, type OfParty, type PersonAccess, type Recorded } from '#access';
import { isOpenUuid, oneOfThese, wholeNumber, type Form } from '#contracts';
import { controllerOf, type Controller, type Uuid } from '#domain';
import { refusal, refuseOtherForm } from '#http';
import { type EntryBook, type ReadLedger } from '../views/entered.js';

/** The words of the question, as they came. */
export interface AccessLogAsked {
  readonly after?: string;
  readonly limit?: string;
  readonly person?: string;
  readonly extractTo?: string;
}

const LIMIT_DEFAULT = 100;

export const ACCESS_LOG_FORMS = {
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER, 0),
  limit: wholeNumber(1, LEDGER_PAGE_MAX, LIMIT_DEFAULT),
  extractTo: oneOfThese(EXTRACT_TO),
} as const satisfies Readonly<Record<string, Form>>;

/** A page of the log of an authority, or of what is told of one person in it. */
export type AccessLog = {
  readonly controller: Controller;
  /** After which number the next page begins; absent on the last. */
  readonly next?: number;
} & ({ readonly entries: readonly Recorded[] } | { readonly accesses: readonly PersonAccess[] });

/** Refuses with `BadRequest` what is not in its form. */
function pageAsked(asked: AccessLogAsked, controller: Controller): LedgerPage {
  for (const [word, form] of Object.entries(ACCESS_LOG_FORMS))
    refuseOtherForm(word, asked[word as keyof typeof ACCESS_LOG_FORMS], form);
  return { controller, after: Number(asked.after ?? 0), limit: Number(asked.limit ?? LIMIT_DEFAULT) };
}

/**
 * The authority's own log from `after` on; with `person` the reads of that person's data, as a registerutdrag tells them: for
 * the person, or for a guardian without what is kept from guardians. Refuses with `BadRequest` what is not in its form. Fault:
 * `LedgerUnavailable`.
 */
export function answerAccessLog(
  { ledger }: Pick<EntryBook, 'ledger'>,
  asked: AccessLogAsked,
  caller: OfParty,
): Promise<AccessLog> {
  const page = pageAsked(asked, controllerOf(caller.party));
  return asked.person === undefined ? wholePage(ledger, page) : ofPerson(ledger, page, asked);
}

async function wholePage(ledger: ReadLedger, page: LedgerPage): Promise<AccessLog> {
  const entries = await ledger.page(page);
  const last = entries.at(-1);
  const isFull = entries.length === page.limit;
  return { controller: page.controller, entries, ...(last && isFull ? { next: last.seq } : {}) };
}

async function ofPerson(
  ledger: ReadLedger,
  page: LedgerPage,
  { person = '', extractTo }: AccessLogAsked,
): Promise<AccessLog> {
  if (!isOpenUuid(person)) throw refusal('BadRequest', { pointer: '/person', expected: 'uuid' });
  const to = EXTRACT_TO.find((one) => one === extractTo) ?? 'self';
  const { accesses, next } = await ledger.ofPerson({ ...page, person: person as Uuid, extractTo: to });
  return { controller: page.controller, accesses, ...(next === null ? {} : { next }) };
}
