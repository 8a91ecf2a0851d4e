/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 6,
  sqlite: '4f877e20a9ce569f3886d1d1a9898e2762873df3ff5bd440885f36be4b4054fe',
  postgres: '9c4a66b9ad918a304eb905b622bcfc37341a21e9edcc5cde7eaca036f42a6a49',
} as const;
