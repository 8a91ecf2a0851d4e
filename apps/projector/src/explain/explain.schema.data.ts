/** The form of an explanation. */
import {
  DAY_SCHEMA,
  either,
  INSTANT_SCHEMA,
  listed,
  orNull,
  PARTY_SCHEMA,
  POSITION_SCHEMA,
  RULE_SCHEMA,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  wordsOf,
  type JsonSchema,
} from '#contracts';
import { DISCLOSURE_CLASSES, DISCLOSURE_GROUNDS, GIVEN, WITHHELD } from '#domain';
import { STATUTE, WHY } from '../views/view.schema.data.js';
import { EXPLAIN_FORMS, type Explanation } from './answer-explain.js';
import {
  type FieldTold,
  type GroundTold,
  type MessageTold,
  type OpenDuring,
  type ReasonTold,
} from './explained-message.js';

const DURING = shape<OpenDuring>('OpenDuring', { from: INSTANT_SCHEMA, until: INSTANT_SCHEMA }, {});

const GROUND = shape<GroundTold>(
  'GroundTold',
  {
    discloser: { ...orNull(TEXT_SCHEMA), description: 'Vems ord; null: allas / whose words; null: everybody’s' },
    from: orNull(DAY_SCHEMA),
    to: { ...orNull(DAY_SCHEMA), description: 'Sista dagen; null: tills vidare / the last day; null: without end' },
  },
  {
    ground: wordsOf([...Object.keys(GIVEN), ...DISCLOSURE_GROUNDS]),
    ...{ sv: TEXT_SCHEMA, en: TEXT_SCHEMA, strength: wordsOf(['may', 'must']), statute: STATUTE },
    ...{ groundId: UUID_SCHEMA, reviewOn: DAY_SCHEMA, during: DURING, why: WHY },
  },
);

const REASON = shape<ReasonTold>(
  'WithheldBecause',
  { reason: wordsOf(Object.keys(WITHHELD)), rule: orNull(RULE_SCHEMA), sv: TEXT_SCHEMA, en: TEXT_SCHEMA },
  {},
);

const FIELD_HEAD = {
  pointer: { type: 'string', description: 'RFC 6901, i meddelandets `data` / in the message’s `data`: `/goals`' },
  class: wordsOf(DISCLOSURE_CLASSES),
} as const;

const FIELD: JsonSchema = either(
  shape<Extract<FieldTold, { shown: true }>>(
    'FieldShown',
    {
      ...FIELD_HEAD,
      shown: { const: true },
      ground: { ...orNull(GROUND), description: 'null: ingen behövs / none is needed' },
    },
    {},
  ),
  shape<Extract<FieldTold, { shown: false }>>(
    'FieldWithheld',
    { ...FIELD_HEAD, shown: { const: false }, withheld: REASON },
    {},
  ),
);

const MESSAGE = shape<MessageTold>(
  'MessageExplained',
  {
    ...{ position: POSITION_SCHEMA, eventId: UUID_SCHEMA, type: TEXT_SCHEMA, by: PARTY_SCHEMA },
    recordedAt: INSTANT_SCHEMA,
    outcome: wordsOf(['full', 'reduced', 'thin', 'gone']),
    fields: listed(FIELD),
  },
  { because: REASON },
);

export const EXPLANATION = shape<Explanation>(
  'Explanation',
  {
    recipient: PARTY_SCHEMA,
    asOf: DAY_SCHEMA,
    asOfPosition: POSITION_SCHEMA,
    messages: { ...listed(MESSAGE), minItems: 1 },
  },
  { unit: EXPLAIN_FORMS.unit.schema },
);
