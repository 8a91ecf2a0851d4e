/** The forms of what a party is told of its own messages, for the API description. */
import {
  COUNT_SCHEMA,
  DAY_SCHEMA,
  listed,
  membersOf,
  orNull,
  POSITION_SCHEMA,
  RULE_SCHEMA,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  wordsOf,
  type JsonSchema,
} from '#contracts';
import { SEVERITIES, type WaitsFor } from '#domain';
import { PROBLEM_SCHEMA } from '#http';
import { type Outcome, type Receipt, type ReceiptFinding } from './receipt.js';

export const EVENT_EXAMPLE = {
  specversion: '1.0',
  id: 'm1',
  source: '/party/kommun-2080.socialnamnden',
  type: 'se.hvbhub.placement.started.v1',
  subject: 'placement/5f0c1d1e-7a35-4f0e-9d55-3c1f5b6a7c80',
  time: '2026-01-15T16:30:00+01:00',
  data: { startedOn: '2026-01-15' },
};

const FINDING = shape<ReceiptFinding>(
  'ReceiptFinding',
  {
    rule: RULE_SCHEMA,
    severity: wordsOf(SEVERITIES),
    message_sv: TEXT_SCHEMA,
    message_en: TEXT_SCHEMA,
  },
  {},
);

type What = WaitsFor['what'];
type Awaited<W extends What> = Omit<Parameters<typeof shape<Extract<WaitsFor, { readonly what: W }>>>[1], 'what'>;

const WITH_ID = { id: UUID_SCHEMA };

/** What is told beside the word, of each thing that may be waited for. */
const AWAITED: { readonly [W in What]: Awaited<W> } = {
  placement: {},
  agreement: {},
  sip: {},
  plan: {},
  version: { version: COUNT_SCHEMA },
  dispute: { version: COUNT_SCHEMA },
  clarification: WITH_ID,
  cost: WITH_ID,
  transfer: WITH_ID,
  consent: WITH_ID,
  invitation: WITH_ID,
  deviation: {},
  discharge: {},
  split: WITH_ID,
  action: WITH_ID,
  closure: {},
  handover: WITH_ID,
  message: { id: TEXT_SCHEMA },
};

const WAITS_FOR: JsonSchema = {
  title: 'WaitsFor',
  description: 'Vad en annan part har kvar att säga / what another party has yet to say',
  oneOf: Object.entries<Readonly<Record<string, JsonSchema>>>(AWAITED).map(([what, more]) => ({
    type: 'object',
    required: ['what', ...Object.keys(more)],
    properties: { what: { const: what }, ...more },
  })),
};

/** What stands in every receipt. */
export const RECEIPT_ALWAYS = {
  id: orNull(TEXT_SCHEMA),
  subject: orNull(TEXT_SCHEMA),
  outcome: wordsOf(membersOf<Outcome>({ accepted: true, duplicate: true, rejected: true, waiting: true })),
  findings: listed(FINDING),
};
/** What stands in some. */
export const RECEIPT_SOMETIMES = {
  position: {
    allOf: [POSITION_SCHEMA],
    description: 'För `waitFor` / for `waitFor`: a view that has come here shows all of it',
  },
  waitsFor: WAITS_FOR,
  until: { allOf: [DAY_SCHEMA], description: 'Sista dagen som det väntar / the last day on which it waits' },
  problem: PROBLEM_SCHEMA,
  quarantineId: UUID_SCHEMA,
};

const RECEIPT_SCHEMA = shape<Receipt>('Receipt', RECEIPT_ALWAYS, RECEIPT_SOMETIMES);
/** A receipt for each event, in their order. */
export const RECEIPTS_SCHEMA: JsonSchema = { title: 'Receipts', ...listed(RECEIPT_SCHEMA) };
