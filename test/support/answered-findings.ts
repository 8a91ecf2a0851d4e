/** Findings with the facts that answer them, for specs: told by those for whom each waits, of the types that it names. */
import { findingStatus, type Fact, type Finding, type RuleId, type Said } from '#domain';
import { day, REGION } from './case-builder.js';

/** A finding, and the facts that answer it: told by those for whom it waits, of the types that would. */
export interface Example<Story> {
  readonly rule: RuleId;
  readonly told: Story;
  readonly asOf: string;
  readonly waitsFor: readonly string[];
  readonly answerWith: readonly string[];
  readonly answer: (story: Story) => Story;
  /** The day on which it is answered; the same where not said. */
  readonly by?: string;
}

/** The open findings of a rule that are answered so. */
export const openOf = (findings: readonly Finding[], rule: RuleId, asOf: string, types: readonly string[]) =>
  findings.filter(
    (one) => one.rule === rule && findingStatus(one, day(asOf)) === 'open' && String(one.answerWith) === String(types),
  );

/** Each of the facts that answer is of a type that was named, told by a party that was. */
export function isTold(
  facts: readonly Said<Fact>[],
  { waitsFor, answerWith }: Pick<Example<never>, 'waitsFor' | 'answerWith'>,
) {
  for (const { type, meta } of facts) {
    expect(answerWith).toContain(type);
    expect([...waitsFor, ...SIGNING_TOO]).toContain(meta.party);
  }
  expect(facts.some(({ meta }) => waitsFor.includes(meta.party))).toBe(true);
}
/** Who pays, and who acts still, signs a version beside those of the day. */
const SIGNING_TOO: readonly string[] = [REGION];
