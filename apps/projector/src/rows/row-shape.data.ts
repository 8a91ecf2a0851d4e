/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 2,
  sqlite: '9a2e973d670a82935400296c028db78cfaa717bb39df81441cfe26d89e20a4f1',
  postgres: 'bf2a1acd61110f6fb89171878400d57be1cb886f3b5871e3de6f0451d81fb800',
} as const;
