/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 5,
  sqlite: '7f5d54531f6888e206f838a44d8891834b4171c88f86763cfa36aa7018ce82df',
  postgres: '624fa30b5d3f769411dec4a5658f7daf98a75f07123a21e1676a0f467469568b',
} as const;
