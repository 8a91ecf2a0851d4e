/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 8,
  sqlite: 'fa5298db798c1f1ab5a14129ddd1bf930ba95b3b9c18af0233d946fecc91611f',
  postgres: 'a9ab2ae44e199d3d8381d9d14d1e7e341f08b05686ad36b80d15fc84323492d1',
} as const;
