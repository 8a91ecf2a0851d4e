/** Every refusal by its stable code, as an RFC 9457 problem document. */
import { type RuleId } from '#domain/facts';
import { PROBLEMS, WIRE_PROBLEMS, type ProblemCode, type ProblemEntry } from './problems.data.js';

export { PROBLEMS, WIRE_PROBLEMS, type ProblemCode, type ProblemEntry };

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** RFC 9457, with `code`, the field at fault and what was expected there. Swedish first, English beside. */
export interface Problem {
  /** `https://hvbhub.se/problems/<code>` */
  readonly type: string;
  readonly title: string;
  readonly title_en: string;
  /** HTTP status, also where the message came by another way. */
  readonly status: number;
  readonly code: ProblemCode;
  /** RFC 6901, from the event's root: `/data/person/birthDate`. */
  readonly pointer?: string;
  /** What would have been taken, in words or as a list of values. Never what was sent. */
  readonly expected?: string;
  readonly detail: string;
  readonly detail_en: string;
  /** The rule of the catalogue that refuses, where it is one. */
  readonly rule?: RuleId;
}

export interface ProblemFacts {
  readonly pointer?: string;
  readonly expected?: string;
  /** Swedish; the table's own sentence where left out. Must not repeat what a party sent as text. */
  readonly detail?: string;
  readonly detail_en?: string;
  readonly rule?: RuleId;
}

/** What is expected where a field is unknown. */
export const knownFields = (names: Iterable<string>): string => `fält / fields: ${[...names].join(', ')}`;

/** The problem document of a code. */
export function problem(code: ProblemCode, facts: ProblemFacts = {}): Problem {
  const entry = PROBLEMS[code];
  return {
    type: `https://hvbhub.se/problems/${code}`,
    title: entry.title_sv,
    title_en: entry.title_en,
    status: entry.status,
    code,
    ...(facts.pointer === undefined ? {} : { pointer: facts.pointer }),
    ...(facts.expected === undefined ? {} : { expected: facts.expected }),
    detail: facts.detail ?? entry.detail_sv,
    detail_en: facts.detail_en ?? entry.detail_en,
    ...(facts.rule === undefined ? {} : { rule: facts.rule }),
  };
}

/** A defect of a program that speaks to the wire: thrown, never sent to a party. */
export class ContractBroken extends Error {
  override readonly name = 'ContractBroken';
}
