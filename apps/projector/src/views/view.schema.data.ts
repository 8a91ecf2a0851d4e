/** The forms of what the views answer, for the API description: each held to the type that it is answered from. */
import {
  AREA_KINDS,
  COUNT_SCHEMA,
  DATA_SCHEMAS,
  DAY_SCHEMA,
  KOMMUN_SCHEMA,
  listed,
  membersOf,
  MESSAGE_TYPES,
  ORE_SCHEMA,
  orNull,
  PARTY_SCHEMA,
  PERMILLE_SCHEMA,
  POSITION_SCHEMA,
  RULE_SCHEMA,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  wireType,
  wordsOf,
  YES_NO_SCHEMA,
  type JsonSchema,
} from '#contracts';
import {
  CARE_ACT_IDS,
  CARE_SECTIONS,
  COST_CATEGORIES,
  DEADLINE_LAW,
  DEVIATION_KINDS,
  DISCLOSURE_CLASSES,
  type AgreementAssessment,
  type AgreementView,
  type AmountByParty,
  type AreaLaid,
  type ClaimView,
  type ContractView,
  type CostLine,
  type CostsView,
  type CostStatus,
  type Deadline,
  type DeadlineStatus,
  type DeviationAction,
  type DeviationView,
  type Finding,
  type GroupView,
  type HandledBy,
  type LegalBasis,
  type LegalBasisView,
  type Mode,
  type Negotiation,
  type PlacementSummary,
  type ResponsibilityRow,
  SEVERITIES,
  type Share,
  type StatuteRef,
  type TemporaryView,
  type Told,
  type Why,
  WITHHELD,
  type Withheld,
} from '#domain';
import { DEADLINE_STATUSES, DEVIATION_STATUSES, FINDING_STATUSES, PLACEMENT_STATUSES } from '../lists/statuses.js';

export const STATUTE = shape<StatuteRef>('StatuteRef', { act: TEXT_SCHEMA, section: TEXT_SCHEMA }, {});

/** The words of a union as a schema, none forgotten. */
export const words = <Word extends string>(all: Readonly<Record<Word, true>>): JsonSchema =>
  wordsOf(membersOf<Word>(all));

type ReadFrom = NonNullable<Why['readFrom']>[number];

export const WHY = shape<Why>(
  'Why',
  {
    rule: RULE_SCHEMA,
    agreement: orNull(UUID_SCHEMA),
    rulePackVersion: orNull(TEXT_SCHEMA),
    causedBy: listed(UUID_SCHEMA),
  },
  {
    statute: STATUTE,
    readFrom: listed(shape<ReadFrom>('ReadFrom', { stream: TEXT_SCHEMA, revision: COUNT_SCHEMA }, {})),
  },
);

const ACT = wordsOf(CARE_ACT_IDS);
const SECTIONS = listed(wordsOf(CARE_SECTIONS));
const AGREED = { agreementId: UUID_SCHEMA, pack: TEXT_SCHEMA, packVersion: COUNT_SCHEMA };

/** What is absent and why; of a list whose length would tell, the whole list. */
export const WITHHELD_FIELD = shape<Withheld>(
  'Withheld',
  {
    pointer: { type: 'string', description: 'RFC 6901, `/data/goals`' },
    reason: wordsOf(Object.keys(WITHHELD)),
    class: wordsOf(DISCLOSURE_CLASSES),
  },
  {},
);

const isObject = (schema: JsonSchema): schema is JsonSchema & ObjectSchema => schema['type'] === 'object';

/** What of it may be withheld: all but these of its members, and then it says so at its root (B1). */
export function reducible(schema: JsonSchema, stay: readonly string[]): JsonSchema {
  if (!isObject(schema)) throw new Error('only an object says what is withheld of it');
  const { properties, required } = schema;
  return {
    ...schema,
    required: required.filter((name) => stay.includes(name)),
    properties: { ...properties, withheld: { ...listed(WITHHELD_FIELD), minItems: 1 } },
  };
}

/** What of an object within may be withheld: all but these of its members; what holds it says so. */
export function partly(schema: JsonSchema, stay: readonly string[] = []): JsonSchema {
  if (!isObject(schema)) throw new Error('only of an object a part is withheld');
  return { ...schema, required: schema.required.filter((name) => stay.includes(name)) };
}

const PLACEMENT_ALWAYS = {
  placementId: UUID_SCHEMA,
  personId: UUID_SCHEMA,
  status: wordsOf(PLACEMENT_STATUSES),
  mode: words<Mode>({ planned: true, emergency: true }),
  placingParty: PARTY_SCHEMA,
  region: shape<PlacementSummary['region']>(
    'PlacementRegion',
    { party: PARTY_SCHEMA, status: words<PlacementSummary['region']['status']>({ established: true, default: true }) },
    {},
  ),
  legalBasis: shape<LegalBasis>('LegalBasis', { act: ACT, interim: YES_NO_SCHEMA }, { sections: SECTIONS }),
  plannedFrom: DAY_SCHEMA,
  plannedTo: DAY_SCHEMA,
  principals: listed(PARTY_SCHEMA),
  thirdPayers: listed(PARTY_SCHEMA),
  agreement: orNull(shape<NonNullable<PlacementSummary['agreement']>>('PlacementAgreement', AGREED, {})),
};
const PLACEMENT_SOMETIMES = {
  registeredKommun: orNull(KOMMUN_SCHEMA),
  hvbId: UUID_SCHEMA,
  hvbKommun: KOMMUN_SCHEMA,
  startedOn: DAY_SCHEMA,
  endedOn: DAY_SCHEMA,
  handledBy: listed(shape<HandledBy>('HandledBy', { party: PARTY_SCHEMA, unit: TEXT_SCHEMA, from: DAY_SCHEMA }, {})),
};

type Place = 'registeredKommun' | 'hvbId' | 'hvbKommun';
/** Where and who the person is is left out, and named in `withheld`, where no ground opens it. */
type PlacementAnswer = Omit<PlacementSummary, Place | 'masked'> & Partial<Pick<PlacementSummary, Place>>;

/** Needed by whoever has a part, or a mandate of any class. */
const IDS_OF_PLACEMENT = ['placementId', 'placingParty', 'principals', 'thirdPayers'];

/** As lists have it: what no ground, role or mandate opens is left out. */
export const PLACEMENT_ITEM = reducible(
  shape<PlacementAnswer>('PlacementSummary', PLACEMENT_ALWAYS, PLACEMENT_SOMETIMES),
  IDS_OF_PLACEMENT,
);

/** What stands beside a view that is no list. */
interface Head {
  readonly asOf: string;
  readonly asOfPosition: string;
}
export const HEAD_FIELDS = { asOf: DAY_SCHEMA, asOfPosition: POSITION_SCHEMA };
export interface OfCase extends Head {
  readonly placementId: string;
}
export const CASE_HEAD = { placementId: UUID_SCHEMA, ...HEAD_FIELDS };

/** What stands beside what is shown of a case, whatever is withheld of it. */
const HEAD_OF_CASE = Object.keys(CASE_HEAD);

export const PLACEMENT_VIEW = reducible(
  shape<PlacementAnswer & OfCase>('Placement', { ...PLACEMENT_ALWAYS, ...HEAD_FIELDS }, PLACEMENT_SOMETIMES),
  HEAD_OF_CASE,
);

const WHOLE_AREA = shape<ResponsibilityRow>(
  'ResponsibilityRow',
  {
    kind: wordsOf(AREA_KINDS),
    responsible: PARTY_SCHEMA,
    status: words<ResponsibilityRow['status']>({ cleared: true, default: true, temporary: true, legal: true }),
    from: DAY_SCHEMA,
    why: WHY,
  },
  { measureId: UUID_SCHEMA, acting: PARTY_SCHEMA, joint: YES_NO_SCHEMA, to: DAY_SCHEMA },
);

/** Of a school elsewhere who answers for it tells where somebody is, and that alone is of another class than the case. */
const AREA = partly(WHOLE_AREA);

interface ResponsibilityAnswer extends OfCase {
  readonly areas: readonly unknown[];
  /** Absent before anything holds. */
  readonly legalBasis?: LegalBasisView;
}

export const RESPONSIBILITY_VIEW = reducible(
  shape<ResponsibilityAnswer>(
    'Responsibility',
    { ...CASE_HEAD, areas: listed(AREA) },
    {
      legalBasis: shape<LegalBasisView>(
        'LegalBasisView',
        { act: ACT, sections: listed(TEXT_SCHEMA), interim: YES_NO_SCHEMA, holds: YES_NO_SCHEMA, why: WHY },
        {},
      ),
    },
  ),
  HEAD_OF_CASE,
);

const CATEGORY = wordsOf(COST_CATEGORIES);
const BY_PARTY = listed(shape<AmountByParty>('AmountByParty', { party: PARTY_SCHEMA, amountOre: ORE_SCHEMA }, {}));
const SHARES = listed(shape<Share>('Share', { party: PARTY_SCHEMA, permille: PERMILLE_SCHEMA }, {}));

const COST_LINE = shape<CostLine>(
  'CostLine',
  { category: CATEGORY, shares: SHARES, from: DAY_SCHEMA, why: WHY },
  { to: DAY_SCHEMA, lineId: UUID_SCHEMA, version: COUNT_SCHEMA, ceilingOre: ORE_SCHEMA },
);
const OUTCOME = words<ClaimView['outcome']>({ covered: true, partlyCovered: true, notCovered: true });
const CLAIM = shape<ClaimView>(
  'Claim',
  {
    ...{ claimId: UUID_SCHEMA, costId: UUID_SCHEMA, against: PARTY_SCHEMA, outcome: OUTCOME, byParty: BY_PARTY },
    ...{ reason: TEXT_SCHEMA, why: WHY },
  },
  {},
);
/** Which home it is with is left out where the person is protected. */
type ContractAnswer = Omit<ContractView, 'hvbId'> & Partial<Pick<ContractView, 'hvbId'>>;
const CONTRACT = shape<ContractAnswer>(
  'Contract',
  {
    ...{ contractId: UUID_SCHEMA, party: PARTY_SCHEMA, covers: listed(CATEGORY) },
    ...{ referralNotPossibleReasonGiven: YES_NO_SCHEMA, from: DAY_SCHEMA },
  },
  { hvbId: UUID_SCHEMA, to: DAY_SCHEMA },
);
const CHOICE = { setting: TEXT_SCHEMA, value: TEXT_SCHEMA, rule: RULE_SCHEMA };

const COSTS_FIELDS = {
  status: words<CostStatus>({ none: true, provisional: true, fixed: true }),
  negotiation: words<Negotiation>({ none: true, proposed: true, approvedByOne: true, disputed: true, settled: true }),
  lines: listed(COST_LINE),
  recordedOre: ORE_SCHEMA,
  byParty: BY_PARTY,
  claims: listed(CLAIM),
  contracts: listed(CONTRACT),
  choices: listed(shape<CostsView['choices'][number]>('CostChoice', CHOICE, {})),
};

export const COSTS_VIEW = reducible(
  shape<CostsView & OfCase>('Costs', { ...CASE_HEAD, ...COSTS_FIELDS }, {}),
  HEAD_OF_CASE,
);
/** The same beside no head of its own. */
export const COSTS_OF_CASE = shape<CostsView>('CostsOfCase', COSTS_FIELDS, {});

/** Left out of what is shown: only in which form it is sealed, and when what was missed ceased to be asked for. */
type DeadlineAnswer = Omit<Deadline, 'fromBirthDate' | 'ceasedOn'> & {
  readonly status: DeadlineStatus;
  readonly onTime?: boolean;
  readonly actor?: string;
  readonly escalationFrom?: string;
  /** Of a case's. */
  readonly placementId?: string;
  /** Of another's, in a list. */
  readonly subject?: string;
};

export const DEADLINE_ITEM = shape<DeadlineAnswer>(
  'Deadline',
  {
    deadlineId: UUID_SCHEMA,
    kind: wordsOf(Object.keys(DEADLINE_LAW)),
    startsOn: DAY_SCHEMA,
    dueOn: DAY_SCHEMA,
    status: wordsOf(DEADLINE_STATUSES),
    responsible: listed(PARTY_SCHEMA),
    why: WHY,
  },
  {
    ...{ latestLawfulOn: DAY_SCHEMA, metOn: DAY_SCHEMA, onTime: YES_NO_SCHEMA, cancelledOn: DAY_SCHEMA },
    ...{ lapsedOn: DAY_SCHEMA, placementId: UUID_SCHEMA, subject: TEXT_SCHEMA },
    actor: words<'court' | 'ivo' | 'sis'>({ court: true, ivo: true, sis: true }),
    escalationFrom: DAY_SCHEMA,
    extensionAskedOn: DAY_SCHEMA,
  },
);

/** A type of message, as it is sent. */
export const MESSAGE_TYPE: JsonSchema = wordsOf(MESSAGE_TYPES.map(({ type }) => type));

type FindingAnswer = Omit<Finding, 'fromBirthDate'> & { readonly subject: string; readonly status: string };

export const FINDING_ITEM = shape<FindingAnswer>(
  'Finding',
  {
    findingId: UUID_SCHEMA,
    rule: RULE_SCHEMA,
    severity: wordsOf(SEVERITIES),
    parties: listed(PARTY_SCHEMA),
    raisedOn: DAY_SCHEMA,
    message_sv: TEXT_SCHEMA,
    message_en: TEXT_SCHEMA,
    why: WHY,
    subject: TEXT_SCHEMA,
    status: wordsOf(FINDING_STATUSES),
  },
  { resolvedOn: DAY_SCHEMA, waitsFor: listed(PARTY_SCHEMA), answerWith: listed(MESSAGE_TYPE) },
);

interface ObjectSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

/** The form of a fact's data, as it is sent. */
const dataSchemaOf = (type: string): ObjectSchema => DATA_SCHEMAS.get(wireType(type)) as unknown as ObjectSchema;

/** What an agreement says of itself, but for its free texts. */
function agreementFields(): readonly [Readonly<Record<string, JsonSchema>>, readonly string[]] {
  const { properties, required } = dataSchemaOf('agreement.registered');
  const { title: _freeText, header: _freeTexts, ...shown } = properties;
  return [shown, required.filter((name) => name in shown)];
}
const [AGREEMENT_FIELDS, AGREEMENT_REQUIRED] = agreementFields();
interface Approval {
  readonly party: string;
  readonly on: string;
}

/** Where it stands, as a list of several says it too. */
const AGREEMENT_STANDS = {
  status: words<AgreementAssessment['status']>({
    ...{ draft: true, inForce: true, expired: true, superseded: true, annulled: true },
  }),
  validThrough: DAY_SCHEMA,
  approvals: listed(shape<Approval>('Approval', { party: PARTY_SCHEMA, on: DAY_SCHEMA }, {})),
  missingApprovals: listed(PARTY_SCHEMA),
};

export const AGREEMENT_ITEM: JsonSchema = {
  title: 'Agreement',
  type: 'object',
  required: ['agreementId', 'status', 'validThrough', 'approvals', 'missingApprovals', ...AGREEMENT_REQUIRED],
  properties: {
    agreementId: UUID_SCHEMA,
    ...AGREEMENT_FIELDS,
    ...AGREEMENT_STANDS,
  },
};

const { group: GROUP_SCHEMA = TEXT_SCHEMA } = dataSchemaOf('agreement.meetingHeld').properties;

const TOLD = listed(shape<Told>('ToldOfAgreement', { on: DAY_SCHEMA, by: PARTY_SCHEMA }, {}));

const AGREEMENT_COURSE = shape<Omit<AgreementView, keyof typeof AGREEMENT_STANDS>>(
  'AgreementCourse',
  {
    ...{ minorChanges: TOLD, followUps: TOLD, activities: TOLD, why: WHY },
    meetings: listed(
      shape<GroupView>('Meetings', { group: GROUP_SCHEMA, heldOn: listed(DAY_SCHEMA) }, { perYear: COUNT_SCHEMA }),
    ),
  },
  {
    supersededBy: shape<NonNullable<AgreementView['supersededBy']>>(
      'SupersededBy',
      { agreementId: UUID_SCHEMA, on: DAY_SCHEMA },
      {},
    ),
    revisionStartedOn: DAY_SCHEMA,
    sipGuideline: TEXT_SCHEMA,
  },
);

/** One by itself, with what its parties have done with it, and the day and the position that it is of. */
export const AGREEMENT_VIEW = asOne('AgreementView', [
  AGREEMENT_ITEM,
  AGREEMENT_COURSE,
  shape<Record<keyof typeof HEAD_FIELDS, unknown>>('Head', HEAD_FIELDS, {}),
]);

/** All fields of some forms in one. */
function asOne(title: string, schemas: readonly JsonSchema[]): JsonSchema {
  const objects = schemas as unknown as readonly ObjectSchema[];
  const properties = Object.assign({}, ...objects.map((one) => one.properties)) as ObjectSchema['properties'];
  return { title, type: 'object', required: objects.flatMap(({ required }) => required), properties };
}

const DEVIATION_DATES = { occurredOn: DAY_SCHEMA, why: WHY };
const TEMPORARY = shape<TemporaryView>(
  'TemporaryResponsibility',
  {
    splitId: UUID_SCHEMA,
    areas: listed(shape<AreaLaid>('AreaLaid', { kind: wordsOf(AREA_KINDS), responsible: PARTY_SCHEMA }, {})),
    status: words<TemporaryView['status']>({ proposed: true, inForce: true, ended: true }),
  },
  { from: DAY_SCHEMA, until: DAY_SCHEMA },
);
const ACTION = shape<DeviationAction>(
  'DeviationAction',
  { actionId: UUID_SCHEMA, responsible: PARTY_SCHEMA, dueOn: DAY_SCHEMA },
  { doneOn: DAY_SCHEMA },
);

const DEVIATION_ALWAYS = {
  ...{ deviationId: UUID_SCHEMA, kind: wordsOf(Object.keys(DEVIATION_KINDS)), ...DEVIATION_DATES },
  raisedBy: words<DeviationView['raisedBy']>({ party: true, individual: true, relative: true }),
  ...{ reportedBy: PARTY_SCHEMA, status: wordsOf(DEVIATION_STATUSES), concerns: listed(PARTY_SCHEMA) },
  ...{ temporary: listed(TEMPORARY), actions: listed(ACTION), confirmedBy: listed(PARTY_SCHEMA) },
};
const DEVIATION_SOMETIMES = { placementId: UUID_SCHEMA, closedOn: DAY_SCHEMA };

export const DEVIATION_ITEM = reducible(shape<DeviationView>('Deviation', DEVIATION_ALWAYS, DEVIATION_SOMETIMES), [
  'deviationId',
]);

/** One by itself, with the day and the position that it is of. */
export const DEVIATION_VIEW = reducible(
  shape<DeviationView & Record<keyof typeof HEAD_FIELDS, unknown>>(
    'DeviationView',
    { ...DEVIATION_ALWAYS, ...HEAD_FIELDS },
    DEVIATION_SOMETIMES,
  ),
  ['deviationId', ...Object.keys(HEAD_FIELDS)],
);
