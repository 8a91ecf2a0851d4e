/** A recorder at the door: every field of an answer that needs a ground to be shown, told from the answer alone by the classes of fields. */
import { type AccessItem } from '#access';
import { disclosureOf, wireType } from '#contracts';
import {
  classOfRule,
  DEADLINE_LAW,
  fieldsOf,
  fieldsOfSaid,
  SAYING_TYPES,
  subjectText,
  WAITING_LAW,
  type ComputedName,
  type DeadlineKind,
  type Derived,
  type DisclosureClass,
  type FieldClass,
  type RuleId,
  type WaitingKind,
} from '#domain';
import { HANDOVER_FIELDS } from '../../apps/projector/src/lists/handover-answer.js';

/** A field that has left. */
export interface LeftField {
  readonly pointer: string;
  /** What it may be told of as: names of subjects, or what they begin with. */
  readonly of: readonly string[];
  /** One of which is its class: a birth date may set a day, which the answer does not say. */
  readonly classes: readonly DisclosureClass[];
}

type Json = Readonly<Record<string, unknown>>;

/** What tells whose an answer is, up to where, and what is not in it. */
const ENVELOPE: ReadonlySet<string> = new Set([
  ...['asOf', 'asOfPosition', 'placementId', 'sipId', 'dischargeId', 'concernId', 'deviationId', 'handoverId'],
  ...['consentId', 'subject', 'deadlineId', 'findingId', 'id', 'withheld', 'erased', 'mine', 'kind', 'what'],
]);
/** What an entry of a timeline says of itself. */
const OF_ENTRY: ReadonlySet<string> = new Set([
  ...['position', 'eventId', 'type', 'recordedAt', 'by', 'messageId', 'source', 'time', 'on'],
  ...['corrects', 'correctedBy', 'annulledBy', 'erased', 'withheld', 'subject'],
]);

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** Whether there is anything in `value` where a pointer of a class leads. */
function isThere(value: unknown, [step, ...steps]: readonly string[]): boolean {
  if (step === undefined) return !isNothing(value);
  if (step === '*') return Array.isArray(value) && value.some((one) => isThere(one, steps));
  return typeof value === 'object' && value !== null && isThere((value as Json)[step], steps);
}

interface Told {
  readonly of: readonly string[];
  readonly fields: readonly Pick<FieldClass, 'pointer' | 'disclosure'>[];
  /** Members that need no ground. */
  readonly besides?: ReadonlySet<string>;
  /** What a field may also be, besides its class. */
  readonly orElse?: readonly DisclosureClass[];
}

/** The fields of one object that need a ground; a member that nothing is known of is of no class, and so never covered. */
function leftOf(value: Json, { of, fields, besides = ENVELOPE, orElse = [] }: Told): readonly LeftField[] {
  // What holds parts of their own is no more than they are.
  const holdsParts = (pointer: string): boolean => fields.some((one) => one.pointer.startsWith(`${pointer}/`));
  const known = fields.filter(
    ({ pointer, disclosure }) =>
      disclosure !== 'routing' && !holdsParts(pointer) && isThere(value, pointer.slice(1).split('/')),
  );
  const first = new Set(fields.map(({ pointer }) => pointer.split('/')[1]));
  const unknown = Object.keys(value).filter((name) => !first.has(name) && !besides.has(name));
  return [
    ...known.map(({ pointer, disclosure }) => ({ pointer, of, classes: [disclosure, ...orElse] })),
    ...unknown.map((name) => ({ pointer: `/${name}`, of, classes: [] })),
  ];
}

/** A member that stands whole in an object, of one class. */
const ofOneClass = (row: Json, disclosure: DisclosureClass): Told['fields'] =>
  Object.keys(row)
    .filter((name) => !ENVELOPE.has(name))
    .map((name) => ({ pointer: `/${name}`, disclosure }));

const subjectOf = (row: Json, placement: string): readonly string[] =>
  typeof row['subject'] === 'string' ? [row['subject'], placement] : [placement];

const deadline = (row: Json, placement: string): readonly LeftField[] => {
  const { discloses } = DEADLINE_LAW[(row['what'] ?? row['kind']) as DeadlineKind];
  return leftOf(row, { of: subjectOf(row, placement), fields: ofOneClass(row, discloses), orElse: ['identity'] });
};

const finding = (row: Json, placement: string): readonly LeftField[] => {
  const fields = ofOneClass(row, classOfRule(row['rule'] as RuleId));
  return leftOf(row, { of: subjectOf(row, placement), fields, orElse: ['identity'] });
};

/** That one is asked for a word is for whom is asked. */
const waiting = (row: Json, placement: string): readonly LeftField[] => {
  const { discloses } = WAITING_LAW[row['what'] as WaitingKind];
  const disclosure = row['mine'] === true ? 'routing' : discloses;
  return leftOf(row, { of: [...subjectOf(row, placement), 'placement/'], fields: ofOneClass(row, disclosure) });
};

const OF_WORK = { deadline, finding, waiting } as const;

/** Facts by the class of each field; what the hub says by that of what it tells. */
function entry(one: Json): readonly LeftField[] {
  const type = one['type'] as string;
  const kind = type.split('.').at(-3) ?? '';
  const said = SAYING_TYPES.find((name) => wireType(name) === type);
  if (one['by'] === 'hub' && said !== undefined && one['data'] !== undefined) {
    const fields = fieldsOfSaid({ type: said, data: one['data'] } as Derived);
    return leftOf(one, { of: [`${kind}/`], fields, besides: OF_ENTRY, orElse: ['identity'] });
  }
  const { data, ...rest } = one;
  const inData = leftOf((data ?? {}) as Json, { of: [`${kind}/`], fields: disclosureOf(type), besides: new Set() });
  return [...inData, ...leftOf(rest, { of: [`${kind}/`], fields: [], besides: OF_ENTRY })];
}

const rows = (body: unknown): readonly Json[] => body as readonly Json[];

const oneOf =
  (name: ComputedName, kind: string) =>
  (body: unknown, id: string): readonly LeftField[] =>
    leftOf(body as Json, { of: [`${kind}/${id}`], fields: fieldsOf(name) });

const each =
  (left: (row: Json, placement: string) => readonly LeftField[]) =>
  (body: unknown, id: string): readonly LeftField[] =>
    rows(body).flatMap((row) => left(row, `placement/${(row['placementId'] as string | undefined) ?? id}`));

/** Of which fields an answer at each door consists. `id`: what was asked after. */
export const LEFT_AT = {
  placement: oneOf('placement', 'placement'),
  responsibility: (body: unknown, id: string) => {
    const {
      areas = [],
      legalBasis,
      ...rest
    } = body as { readonly areas?: readonly Json[]; readonly legalBasis?: Json };
    const of = [`placement/${id}`];
    return [
      ...areas.flatMap((area) => leftOf(area, { of, fields: fieldsOf('responsibility'), orElse: ['place'] })),
      ...(legalBasis ? leftOf(legalBasis, { of, fields: fieldsOf('legalBasis') }) : []),
      ...leftOf(rest, { of, fields: [] }),
    ];
  },
  costs: oneOf('costs', 'costAllocation'),
  deviations: each((row) => leftOf(row, { of: ['deviation/', 'placement/'], fields: fieldsOf('deviations') })),
  handovers: each((row) => leftOf(row, { of: ['handover/', 'placement/'], fields: HANDOVER_FIELDS })),
  deadlines: each(deadline),
  findings: each(finding),
  timeline: (body: unknown) => (body as { readonly entries: readonly Json[] }).entries.flatMap(entry),
  retention: (body: unknown, id: string) =>
    (body as { readonly documents: readonly Json[] }).documents.flatMap((one) =>
      leftOf(one, { of: [`placement/${id}`], fields: fieldsOf('retention'), orElse: ['identity'] }),
    ),
  sip: (body: unknown, id: string) => {
    const { byOthers: _inWords, ...sip } = body as Json;
    const words = _inWords === undefined ? [] : disclosureOf(wireType('sip.established'));
    return [
      ...oneOf('sip', 'sip')(sip, id),
      ...leftOf({ byOthers: _inWords }, { of: [`sip/${id}`], fields: words, besides: new Set(['byOthers']) }),
    ];
  },
  consent: (body: unknown, _id: string) => leftOf(body as Json, { of: ['sip/'], fields: fieldsOf('consent') }),
  discharge: oneOf('discharge', 'discharge'),
  concern: oneOf('concern', 'concern'),
  deviation: (body: unknown, id: string) =>
    leftOf(body as Json, { of: [`deviation/${id}`], fields: fieldsOf('deviations') }),
  placements: each((row, placement) => leftOf(row, { of: [placement], fields: fieldsOf('placement') })),
  worklist: each((row, placement) => OF_WORK[row['kind'] as keyof typeof OF_WORK](row, placement)),
} as const;
export type LeftAt = keyof typeof LEFT_AT;

const isOf = (names: readonly string[], name: string): boolean =>
  names.some((one) => one === name || (one.endsWith('/') && name.startsWith(one)));

/** The fields that stand in no entry of the request. */
export const notEntered = (
  left: readonly LeftField[],
  entries: readonly { readonly items: readonly AccessItem[] }[],
): readonly LeftField[] =>
  left.filter(
    ({ of, classes }) =>
      !entries.some(({ items }) =>
        items.some((item) => isOf(of, subjectText(item.subject)) && classes.some((one) => item.classes.includes(one))),
      ),
  );
