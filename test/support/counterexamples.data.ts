/** What once failed a property. `npm run battery -- properties` adds to it; an entry stays for as long as its property does. */

export interface Counterexample {
  /** The property by its test's whole name, as `jest -t` takes it. */
  readonly property: string;
  /** From which it failed, among the runs that the property asks for. */
  readonly seed: number;
  /** What was found, to be read. */
  readonly found: string;
}

export const COUNTEREXAMPLES: readonly Counterexample[] = [
  {
    property: 'the two judges of a message point at the same field',
    seed: 2039638855,
    found: 'placement.registered, all of it replaced by {"":0,"toString":""}',
  },
];
