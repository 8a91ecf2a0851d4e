/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 3,
  sqlite: 'c2b88a3f4d6b4c1994a518f60a5abecf02f894abc7bf31e7899484aac359576b',
  postgres: '74fde9ae8ec5f321c68576b293780568a6c9c1385b8d2f5a8d3d310647284e39',
} as const;
