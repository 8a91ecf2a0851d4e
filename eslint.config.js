// The caps of CONTRIBUTING.md, enforced: size, complexity, parameters, closed switches, nothing floating.
import tseslint from 'typescript-eslint';

const caps = {
  complexity: ['error', 8],
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
};

export default tseslint.config(
  // What is to be copied from the guides is plain on purpose; it is run as it stands.
  { ignores: ['docs/', '.engines/', '.lint/', 'dist/', 'node_modules/', 'coverage/', 'data/', '**/*.cjs', '*.js'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      ...caps,
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  // A data table is data: it may be as long as the law it holds.
  { files: ['**/*.data.ts'], rules: { 'max-lines': 'off' } },
  // A spec is a list of sentences: `describe` bodies are long and assertions repeat.
  {
    files: ['**/*.spec.ts', '**/*.contract.ts', 'test/**'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  // A property is drawn from a committed seed, with all that failed it before: by test/support/always.ts.
  {
    files: ['**/*.spec.ts', '**/*.contract.ts', 'test/**'],
    ignores: ['test/support/always.ts', 'test/battery/**', 'test/bench/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'fc', property: 'assert', message: 'always() of test/support/always.ts' },
        { object: 'fc', property: 'check', message: 'always() of test/support/always.ts' },
        { object: 'Math', property: 'random', message: 'a committed seed' },
      ],
    },
  },
  // The command line and the bench speak to a person's terminal.
  { files: ['apps/cli/**', 'tools/**', 'test/bench/**'], rules: { 'no-console': 'off' } },
);
