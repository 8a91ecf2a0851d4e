/**
 * What a party needs a ground for, to be shown it: ids and types (`routing`, none but a role), what the case is about
 * (`case`), where the person is (`place`), who it is (`identity`), what is sensitive in itself, and who pays (`cost`).
 */
export type DisclosureClass = 'routing' | 'case' | 'place' | 'identity' | 'sensitive' | 'cost';

/** What is told of something computed, and why that is no more than its class though it reads what is stricter. */
export interface Disclosed {
  /** The class of what it says, not of all that it read. */
  readonly discloses: DisclosureClass;
  /** The stricter classes that it reads, with the reason that what it says is not of them. */
  readonly readsStricter?: { readonly classes: readonly DisclosureClass[]; readonly because: string };
}
