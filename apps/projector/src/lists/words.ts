/** The words that narrow a list: what each means in OpenAPI, and whether what it gives is any text or a day. */

/** What a list answers of one row. */
export type Item = Readonly<Record<string, unknown>>;

interface Word {
  readonly says: string;
  readonly is: 'text' | 'day';
  /** Asked again of what a sealed row opened to; absent where the rows themselves can tell. */
  readonly holds?: (item: Item, value: string) => boolean;
}

export const NARROWING = {
  party: { says: 'Part (party)', is: 'text' },
  status: {
    says: 'Status den dagen (status on that day)',
    is: 'text',
    holds: (item, value) => item['status'] === value,
  },
  kind: { says: 'Slag (kind)', is: 'text' },
  rule: { says: 'Regelns id (id of the rule)', is: 'text' },
  dueBefore: {
    says: 'Förfaller före dagen (due before the day)',
    is: 'day',
    holds: (item, value) => (item['dueOn'] as string) < value,
  },
} as const satisfies Readonly<Record<string, Word>>;

export type Narrowing = keyof typeof NARROWING;
export const NARROWING_WORDS = Object.keys(NARROWING) as readonly Narrowing[];

/** By name, as one type. */
export const wordOf = (name: Narrowing): Word => NARROWING[name];
