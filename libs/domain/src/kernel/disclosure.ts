/** In the order in which they are told to others. */
export const DISCLOSURE_CLASSES = ['routing', 'case', 'place', 'identity', 'sensitive', 'cost'] as const;

/**
 * What a party needs a ground for, to be shown it: ids and types (`routing`, none but a role), what the case is about
 * (`case`), where the person is (`place`), who it is (`identity`), what is sensitive in itself, and who pays (`cost`).
 */
export type DisclosureClass = (typeof DISCLOSURE_CLASSES)[number];

/** What is told of something computed, and why that is no more than its class though it reads what is stricter. */
export interface Disclosed {
  /** The class of what it says, not of all that it read. */
  readonly discloses: DisclosureClass;
  /** The stricter classes that it reads, with the reason that what it says is not of them. */
  readonly readsStricter?: { readonly classes: readonly DisclosureClass[]; readonly because: string } | undefined;
}

/** How strict a class is; what a place is and who pays are each stricter than the case, and neither than the other. */
const STRICTNESS: Readonly<Record<DisclosureClass, number>> = {
  routing: 0,
  case: 1,
  cost: 2,
  place: 2,
  identity: 3,
  sensitive: 4,
};

/** True where a ground for `other` is none for `one`. */
export function isStricter(one: DisclosureClass, other: DisclosureClass): boolean {
  return STRICTNESS[one] > STRICTNESS[other] || (STRICTNESS[one] === STRICTNESS[other] && one !== other);
}
