/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 9,
  sqlite: '5356c81a1922cb3c5f5bceb7e0b8dbc3002a2abfa60f33fae7bba68b20f92afe',
  postgres: '05618fc462eb0eb722fb4d2b2a16878c33298377eb9bc6ba54d1e71ab276d842',
} as const;
