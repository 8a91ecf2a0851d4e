/**
 * The shape of the rows, as released. Whoever changes what is stored of them raises the number, and puts in the hashes that
 * the spec of the schema then names: by the number a later version is known to be later, and leaves an earlier one's rows alone no more.
 */
export const ROWS_SHAPE = {
  number: 4,
  sqlite: 'c0f844423454bc80aad6aa59af4669de473569f3e2a2702d0b126ece6baf8f3a',
  postgres: '8bddbbd9049555fb0b1ffeac6cc28ed504e79e29c1bac111b1bcba765ef2e1a6',
} as const;
