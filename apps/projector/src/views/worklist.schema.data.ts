/** The form of the worklist's answers, for the API description: held to the types that they are answered from. */
import {
  COUNT_SCHEMA,
  DAY_SCHEMA,
  listed,
  PARTY_SCHEMA,
  POSITION_SCHEMA,
  RULE_SCHEMA,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  wordsOf,
  YES_NO_SCHEMA,
} from '#contracts';
import { SEVERITIES } from '#domain';
import { WORK_KINDS, WORK_WORDS, type WorkItem } from '../lists/work-readings.js';
import { MESSAGE_TYPE } from './view.schema.data.js';
import { type MineAndOthers, type WorkCounts } from './worklist-view.js';

export const WORK_ITEM = shape<WorkItem>(
  'WorkItem',
  {
    kind: wordsOf(WORK_KINDS),
    what: wordsOf(WORK_WORDS),
    id: TEXT_SCHEMA,
    subject: TEXT_SCHEMA,
    waitsFor: listed(PARTY_SCHEMA),
    mine: YES_NO_SCHEMA,
    since: DAY_SCHEMA,
    message_sv: TEXT_SCHEMA,
    message_en: TEXT_SCHEMA,
  },
  {
    placementId: UUID_SCHEMA,
    dueOn: DAY_SCHEMA,
    rule: RULE_SCHEMA,
    severity: wordsOf(SEVERITIES),
    answerWith: listed(MESSAGE_TYPE),
  },
);

const NUMBERS = shape<MineAndOthers>('MineAndOthers', { mine: COUNT_SCHEMA, others: COUNT_SCHEMA }, {});

export const WORK_COUNTS = shape<WorkCounts>(
  'WorkCounts',
  {
    asOf: DAY_SCHEMA,
    asOfPosition: POSITION_SCHEMA,
    isWhole: YES_NO_SCHEMA,
    deadline: NUMBERS,
    finding: NUMBERS,
    waiting: NUMBERS,
    pastDue: NUMBERS,
    breach: NUMBERS,
  },
  {},
);
