/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 10,
  sqlite: '490aa1ba4c7664ac1bbdb85f81b55d25221ff67470c1402f0588d54e41ce53b8',
  postgres: '194be1097b4754b74fa8212a9d40589b08cc937c6eccc8309adaf42b348e897b',
} as const;
