/** What is counted of each case in the statistics: who it is told of stands sealed. */
import { type CountedCase } from '#domain';
import { CASE_ID, json } from './columns.js';
import { type Table } from './list.js';

export const COUNTED_CASE: Table<CountedCase> = {
  name: 'counted_case',
  about:
    'What is counted of a case in `GET /v1/statistics`: one row per case of which anything is. Sex, age group and counts are sealed, so that no sum is made in SQL: small numbers are withheld by the door alone.',
  columns: {
    case_id: CASE_ID,
    stream: {
      type: 'text',
      meaning: 'The stream of the log that it is made from: `case-<uuid>`',
      value: ({ stream }) => stream,
    },
    kommun: {
      type: 'text',
      meaning: 'The kommun that placed on the start day, four digits',
      value: ({ row }) => row.kommun,
    },
    act: { type: 'text', meaning: 'The act that the decision on the start day rests on', value: ({ row }) => row.act },
    legal_sex: {
      type: 'text',
      meaning: 'Null: sealed',
      optional: true,
      sealed: 'all',
      value: ({ row }) => row.legalSex,
    },
    age_group: {
      type: 'text',
      meaning: 'Null: sealed',
      optional: true,
      sealed: 'all',
      value: ({ row }) => row.ageGroup,
    },
    counts: {
      type: 'json',
      meaning: 'Null: sealed',
      optional: true,
      sealed: 'all',
      value: ({ row }) => json(row.counts),
    },
  },
  sealing: {
    meaning:
      'Legal sex, age group on the start day, and how many of each measure in which month; under the key of its stream',
    id: 'case_id',
    part: () => 'all',
  },
  key: ['case_id'],
  owner: 'case_id',
};
