/** Lengths of text as JSON Schema counts them. */

const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Code points of a text, not UTF-16 units. */
export function charactersIn(text: string): number {
  return text.length - (text.match(SURROGATE_PAIR)?.length ?? 0);
}
