/** The words that narrow a list: what each means in OpenAPI, and in which form it is asked. */
import { DAY_FORM, oneOfThese, PARTY_FORM, type Form } from '#contracts';
import { DEADLINE_LAW, READINGS, RULES } from '#domain';

/** What a list answers of one row. */
export type Item = Readonly<Record<string, unknown>>;

interface Word {
  readonly says: string;
  readonly is: 'text' | 'day';
  /** Absent where each list has its own. */
  readonly form?: Form;
  /** Asked again of what is shown: of what a sealed row opened to, and so that none is found by what of it is withheld. */
  readonly holds?: (item: Item, value: string) => boolean;
}

const RULE_IDS = [...RULES, ...READINGS].map(({ id }) => id).sort();

export const NARROWING = {
  party: { says: 'Part (party)', is: 'text', form: PARTY_FORM },
  status: {
    says: 'Status den dagen (status on that day)',
    is: 'text',
    holds: (item, value) => item['status'] === value,
  },
  region: {
    says: 'Region som lämnar över eller tar över (region that hands over or takes over)',
    is: 'text',
    form: PARTY_FORM,
    holds: (item, value) => item['fromRegion'] === value || item['toRegion'] === value,
  },
  kind: {
    says: 'Slag (kind)',
    is: 'text',
    form: oneOfThese(Object.keys(DEADLINE_LAW)),
    holds: (item, value) => item['kind'] === value,
  },
  rule: {
    says: 'Regelns id (id of the rule)',
    is: 'text',
    form: oneOfThese(RULE_IDS),
    holds: (item, value) => item['rule'] === value,
  },
  dueBefore: {
    says: 'Förfaller före dagen (due before the day)',
    is: 'day',
    form: DAY_FORM,
    holds: (item, value) => (item['dueOn'] as string) < value,
  },
} as const satisfies Readonly<Record<string, Word>>;

export type Narrowing = keyof typeof NARROWING;
export const NARROWING_WORDS = Object.keys(NARROWING) as readonly Narrowing[];

/** By name, as one type. */
export const wordOf = (name: Narrowing): Word => NARROWING[name];
