/** Columns that several tables have, and what SQL says of their rows alike. */
import { kindOfStream, prefixOf, STREAM_CATEGORIES } from '#domain';
import { type Column } from './list.js';

/** A value as text, to the byte the same in every store. */
export const json = (value: unknown): string => JSON.stringify(value);
export const jsonOrNull = (value: unknown): string | null => (value === undefined ? null : json(value));

export const CASE_ID = {
  type: 'text',
  meaning: "The placement's uuid",
  value: ({ caseId }) => caseId,
} as const satisfies Column<unknown>;

/** Names of things, each by what stands before its uuid. */
const named = (prefixes: readonly string[]): string => prefixes.map((prefix) => `\`${prefix}<uuid>\``).join(', ');

/** Where and of what a row is told that need not be a placement's. */
export const BELONGING = {
  case_id: { ...CASE_ID, meaning: "The placement's uuid; null where it is of no placement", optional: true },
  subject: {
    type: 'text',
    meaning: `What it is told of: ${named(STREAM_CATEGORIES.map((one) => `${kindOfStream(one).subjects[0].kind}/`))}`,
    value: ({ subject }) => subject,
  },
  stream: {
    type: 'text',
    meaning: `The stream of the log that it is made from: ${named(STREAM_CATEGORIES.map(prefixOf))}`,
    value: ({ stream }) => stream,
  },
} as const satisfies Readonly<Record<string, Column<unknown>>>;

export const SPAN = {
  valid_from: {
    type: 'date',
    meaning: 'First day that the row is the answer for',
    value: ({ validFrom }) => validFrom,
  },
  valid_to: { type: 'date', meaning: 'Last day that the row is the answer for', value: ({ validTo }) => validTo },
} as const satisfies Readonly<Record<string, Column<unknown>>>;

export const SEALED_MEANING = "The row's dates, where one was computed from a birth date; under the key of its stream";

/** A condition on a date, which cannot be asked where the date is sealed: then it is asked after opening. */
export const orSealed = (date: string, condition: string): string =>
  `(${condition} OR (t.${date} IS NULL AND t.sealed IS NOT NULL))`;

/** The fields that are not null. */
export function given(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

export const parsed = (value: unknown): unknown => JSON.parse(value as string);
export const parsedOrNull = (value: unknown): unknown => (value === null ? null : parsed(value));

/** A uuid as the rows have it, for the form of a cursor. */
export const UUID_PATTERN = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** What is expected of `after`. */
export const PAGE_END = 'ur `link` på förra sidan / from the `link` of the page before';
