/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 7,
  sqlite: '11b52136edf6562fc70f2ff8152d2d54feb9256901a381619df1db9a08d05acb',
  postgres: '1d188bd3314a28308edce37f35ed7f5a27993591a3f71864e01b86f8d835a691',
} as const;
