/** The forms of a party's own entries, final receipts and quarantine, for the API description. */
import {
  COUNT_SCHEMA,
  either,
  INSTANT_SCHEMA,
  listed,
  membersOf,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  wordsOf,
  type JsonSchema,
} from '#contracts';
import { PROBLEM_SCHEMA } from '#http';
import { RECEIPT_ALWAYS, RECEIPT_SOMETIMES } from '../receipt/receipt.schema.data.js';
import { type Quarantined, type QuarantinedHead } from '../state/quarantine.port.js';
import { type FinalReceipt } from '../state/receipts.port.js';

const FINAL_RECEIPT = shape<FinalReceipt>(
  'FinalReceipt',
  { ...RECEIPT_ALWAYS, sequence: COUNT_SCHEMA, givenAt: INSTANT_SCHEMA },
  RECEIPT_SOMETIMES,
);

export interface ReceiptsPage {
  readonly receipts: readonly FinalReceipt[];
  /** Ask on from here. */
  readonly next: number;
}

export interface QuarantinePage {
  readonly entries: readonly QuarantinedHead[];
  readonly next: number;
}

const NEXT: JsonSchema = { ...COUNT_SCHEMA, description: 'Fråga vidare härifrån / ask on from here: `after`' };

export const RECEIPTS_PAGE = shape<ReceiptsPage>('ReceiptsPage', { receipts: listed(FINAL_RECEIPT), next: NEXT }, {});

const HEAD = { quarantineId: UUID_SCHEMA, sequence: COUNT_SCHEMA, keptAt: INSTANT_SCHEMA, code: TEXT_SCHEMA };

export const QUARANTINE_PAGE = shape<QuarantinePage>(
  'QuarantinePage',
  { entries: listed(shape<QuarantinedHead>('QuarantinedHead', HEAD, {})), next: NEXT },
  {},
);

export const QUARANTINED = shape<Quarantined>(
  'Quarantined',
  {
    ...HEAD,
    problem: PROBLEM_SCHEMA,
    content: either(TEXT_SCHEMA, { type: 'null', description: 'För stort för att sparas / too large to keep' }),
    encoding: wordsOf(membersOf<Quarantined['encoding']>({ 'utf-8': true, base64: true })),
  },
  {},
);
