/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 11,
  sqlite: '77d8a03cf49434fa5ab462d69a92fcbaf46e254fbe9014db09e64a8a81bfcb23',
  postgres: '05621dcd8e152d250ce294c583f6df945def48c230c92eafcb59ca7aa8ec1c57',
} as const;
