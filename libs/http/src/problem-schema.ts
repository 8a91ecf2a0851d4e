/** Problem documents in the API description: by code, from the table that answers are made from. */
import { PROBLEMS, RULE_SCHEMA, shape, type JsonSchema, type Problem, type ProblemCode } from '#contracts';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** RFC 9457, of any code. */
export const PROBLEM_SCHEMA: JsonSchema = {
  ...shape<Problem>(
    'Problem',
    {
      type: { type: 'string', format: 'uri', description: 'https://hvbhub.se/problems/<code>' },
      title: { type: 'string' },
      title_en: { type: 'string' },
      status: { type: 'integer', enum: [...new Set(CODES.map((code) => PROBLEMS[code].status))].sort() },
      code: {
        type: 'string',
        enum: CODES,
        description: 'Ändras aldrig; nya kan tillkomma / never renamed; more may come',
      },
      detail: { type: 'string' },
      detail_en: { type: 'string' },
    },
    {
      pointer: { type: 'string', description: 'Fältet som är fel / the field at fault, RFC 6901' },
      expected: { type: 'string', description: 'Vad som hade tagits emot / what would have been taken' },
      rule: RULE_SCHEMA,
    },
  ),
  description: 'RFC 9457',
};

/** A problem document of one of these codes, which share a status. */
export function problemOf(codes: readonly ProblemCode[]): JsonSchema {
  const status = [...new Set(codes.map((code) => PROBLEMS[code].status))];
  return {
    allOf: [PROBLEM_SCHEMA, { type: 'object', properties: { status: { enum: status }, code: { enum: [...codes] } } }],
  };
}

/** What the codes say, a line each. */
export const sentencesOf = (codes: readonly ProblemCode[]): string =>
  codes.map((code) => `\`${code}\`: ${PROBLEMS[code].detail_sv} / ${PROBLEMS[code].detail_en}`).join('\n\n');
