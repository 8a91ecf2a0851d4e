/** The version of the program that stands in the ledger beside what it decided: `package.json` has the same. */
export const CODE_VERSION = '0.1.0';
