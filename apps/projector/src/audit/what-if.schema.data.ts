/** The form of what is answered to what if. */
import {
  DAY_SCHEMA,
  either,
  listed,
  orNull,
  POSITION_SCHEMA,
  RULE_SCHEMA,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  WHAT_IF_SCHEMA,
  wordsOf,
  YES_NO_SCHEMA,
  COUNT_SCHEMA,
  type JsonSchema,
} from '#contracts';
import { type JudgingTerms } from '#domain';
import { ERASED_BY } from '../views/timeline.schema.data.js';
import { COSTS_OF_CASE, reducible, WHY } from '../views/view.schema.data.js';

const { rulePack: PACK } = WHAT_IF_SCHEMA['properties'] as Readonly<Record<string, JsonSchema>>;
const ANY_OBJECT: JsonSchema = { type: 'object' };

const TERMS = orNull(
  shape<JudgingTerms>(
    'JudgingTerms',
    { rulePack: PACK ?? TEXT_SCHEMA, version: COUNT_SCHEMA, settings: ANY_OBJECT },
    {},
  ),
);

interface Said {
  readonly type: string;
  readonly data: object;
  readonly why: object;
}
const SAID = { type: TEXT_SCHEMA, data: ANY_OBJECT, why: WHY };

interface SaidOnADay extends Said {
  readonly on: string;
  readonly eventId?: string;
}
const SAID_ON_A_DAY = shape<SaidOnADay>('SaidUnderTerms', { on: DAY_SCHEMA, ...SAID }, { eventId: UUID_SCHEMA });

interface Judgement {
  readonly outcome: string;
  readonly said: readonly Said[];
  readonly code?: string;
  readonly pointer?: string;
  readonly rule?: string;
  readonly waitsFor?: object;
  /** Facts before it that are not taken under these terms. */
  readonly without?: readonly string[];
}
const JUDGEMENT = shape<Judgement>(
  'JudgementUnderTerms',
  {
    outcome: wordsOf(['accepted', 'rejected', 'waiting']),
    said: listed(shape<Said>('SaidBecause', SAID, {})),
  },
  {
    code: TEXT_SCHEMA,
    pointer: TEXT_SCHEMA,
    rule: RULE_SCHEMA,
    waitsFor: ANY_OBJECT,
    without: listed(
      UUID_SCHEMA,
      'Uppgifter som inte tas emot under villkoren / facts that are not taken under these terms',
    ),
  },
);

interface Difference {
  readonly position: string;
  readonly eventId: string;
  readonly type: string;
  readonly source: string;
  readonly on: string;
  readonly base: Judgement;
  readonly other: Judgement;
}
const DIFFERENCE = shape<Difference>(
  'FactDiffers',
  {
    ...{ position: POSITION_SCHEMA, eventId: UUID_SCHEMA, type: TEXT_SCHEMA, source: TEXT_SCHEMA },
    ...{ on: DAY_SCHEMA, base: JUDGEMENT, other: JUDGEMENT },
  },
  {},
);

interface Head {
  readonly of: string;
  readonly asOf: string;
  readonly asOfPosition: string;
}
const HEAD = { of: TEXT_SCHEMA, asOf: DAY_SCHEMA, asOfPosition: POSITION_SCHEMA };

interface WhatDiffers extends Head {
  readonly base: JudgingTerms | null;
  readonly other: JudgingTerms | null;
  readonly differences: readonly Difference[];
  readonly saidOnlyInBase: readonly SaidOnADay[];
  readonly saidOnlyInOther: readonly SaidOnADay[];
  readonly supposed?: boolean;
  readonly costs?: object;
}

const COSTS = shape<{ readonly base: object; readonly other: object }>(
  'CostsUnderTerms',
  { base: COSTS_OF_CASE, other: COSTS_OF_CASE },
  {},
);

export const WHAT_IF_ANSWER = either(
  reducible(
    shape<WhatDiffers>(
      'WhatIf',
      {
        ...HEAD,
        ...{ base: TERMS, other: TERMS, differences: listed(DIFFERENCE) },
        ...{ saidOnlyInBase: listed(SAID_ON_A_DAY), saidOnlyInOther: listed(SAID_ON_A_DAY) },
      },
      { supposed: YES_NO_SCHEMA, costs: COSTS },
    ),
    Object.keys(HEAD),
  ),
  shape<Head & { readonly erased: readonly string[] }>('WhatIfErased', { ...HEAD, erased: ERASED_BY }, {}),
);
