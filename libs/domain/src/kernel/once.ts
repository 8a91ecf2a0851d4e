/** A value that is reckoned once, and not before somebody asks. */
export function once<T>(reckon: () => T): () => T {
  let kept: { readonly value: T } | null = null;
  return () => (kept ??= { value: reckon() }).value;
}
