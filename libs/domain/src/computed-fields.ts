/** The class of every field of what is computed, in the form in which views show it: what a ground is asked for, field by field. */
import { COMPUTED, type ComputedName } from './computed.data.js';
import { type Derived, type DerivedData } from './case/derived.js';
import { FINDING_RULES } from './streams-by-law.js';
import { isStricter, type DisclosureClass } from './kernel/index.js';
import { DEADLINE_LAW } from './making/deadline-law.data.js';
import { type Deadline, type DeadlineStatus } from './making/deadline.js';
import { type Finding } from './making/finding.js';
import { type FieldClass } from './disclosure/shown.js';
import { type RuleId } from './rules/index.js';

/** The member that names whose word an element is, in lists of each party's own. */
const WORD_OF = 'party';

/** Every field of a part as views show it, by its class; `at` is where the part stands. */
export function fieldsOf(part: ComputedName, at = ''): readonly FieldClass[] {
  return Object.entries(COMPUTED[part].members).flatMap(([name, { discloses }]): readonly FieldClass[] => {
    const pointer = `${at}/${name}`;
    const within = COMPUTED[part].within?.[name];
    if (!within) return [whole(pointer, discloses)];
    const { of, isOne, isEachWord } = within;
    const inside = isOne ? pointer : `${pointer}/*`;
    return [
      { pointer, disclosure: discloses, ...(isEachWord ? { wordOf: WORD_OF } : {}) },
      ...(typeof of === 'string' ? fieldsOf(of, inside) : of.map((member) => whole(`${inside}/${member}`, discloses))),
    ];
  });
}

const whole = (pointer: string, disclosure: DisclosureClass): FieldClass => ({ pointer, disclosure, isWhole: true });

const strictest = (classes: readonly DisclosureClass[]): DisclosureClass =>
  classes.reduce<DisclosureClass>((most, one) => (isStricter(one, most) ? one : most), 'routing');

/** A rule that is seen in several ways tells what the strictest of them does. */
const OF_RULE: ReadonlyMap<RuleId, DisclosureClass> = new Map(
  [...new Set(FINDING_RULES.map(({ rule }) => rule))].map((rule) => [
    rule,
    strictest(FINDING_RULES.filter((one) => one.rule === rule).map(({ discloses }) => discloses)),
  ]),
);

/** What a finding by that rule tells. One that there is no entry of is as secret as anything. */
export const classOfRule = (rule: RuleId): DisclosureClass => OF_RULE.get(rule) ?? 'sensitive';

/** Ids by which rows and sayings are told apart: needed by whoever has a part. */
const IDS = ['id', 'deadlineId', 'findingId', 'placementId', 'subject'] as const;

/** By class and by what members a row has: rows are many, and their forms few. */
const FIELDS_OF: Readonly<Record<DisclosureClass, Map<string, readonly FieldClass[]>>> = {
  routing: new Map(),
  case: new Map(),
  place: new Map(),
  identity: new Map(),
  sensitive: new Map(),
  cost: new Map(),
};

/** Every member of a row, of one class but for its ids; the same list for every row of a form. */
export function rowFields(row: object, disclosure: DisclosureClass): readonly FieldClass[] {
  const names = Object.keys(row);
  const form = names.join();
  const known = FIELDS_OF[disclosure].get(form);
  if (known) return known;
  const isId = (name: string): boolean => (IDS as readonly string[]).includes(name);
  const fields = names.map((name) => whole(`/${name}`, isId(name) ? 'routing' : disclosure));
  FIELDS_OF[disclosure].set(form, fields);
  return fields;
}

/** Until a birthday ends it nothing of it tells which day that is; what is shown as still to be done has no status. */
const ENDED: ReadonlySet<unknown> = new Set<DeadlineStatus>(['met', 'cancelled', 'lapsed']);

/**
 * A deadline as it is shown: by its kind. One whose days a birth date sets, or that a birthday has ended, tells who somebody
 * is. `row`: what is shown of it.
 */
export function fieldsOfDeadline(
  { kind, fromBirthDate }: Pick<Deadline, 'kind' | 'fromBirthDate'>,
  row: Readonly<Record<string, unknown>>,
): readonly FieldClass[] {
  const tellsBirth = fromBirthDate === 'all' || (fromBirthDate === 'end' && ENDED.has(row['status']));
  return rowFields(row, tellsBirth ? 'identity' : DEADLINE_LAW[kind].discloses);
}

/** A finding as it is shown: by its rule; one that a birth date tells the days of is that. `row`: what is shown of it. */
export const fieldsOfFinding = (
  { rule, fromBirthDate }: Pick<Finding, 'rule' | 'fromBirthDate'>,
  row: object,
): readonly FieldClass[] => rowFields(row, fromBirthDate === undefined ? classOfRule(rule) : 'identity');

type Said = { readonly [Name in keyof DerivedData]: (data: DerivedData[Name]) => DisclosureClass };

const ofDeadline = ({ kind }: Pick<Deadline, 'kind'>): DisclosureClass => DEADLINE_LAW[kind].discloses;
const ofFinding = ({ rule }: Pick<Finding, 'rule'>): DisclosureClass => classOfRule(rule);
const always = (disclosure: DisclosureClass) => (): DisclosureClass => disclosure;

const OF_SAID: Said = {
  deadlineSet: ofDeadline,
  deadlineReminder: ofDeadline,
  deadlineMet: ofDeadline,
  deadlineMissed: ofDeadline,
  deadlineCancelled: ofDeadline,
  findingRaised: ofFinding,
  findingResolved: ofFinding,
  fixed: always('case'),
  fixedTakenBack: always('case'),
  claimDecided: always('cost'),
  claimDecisionTakenBack: always('cost'),
  initiated: always('case'),
  withdrawn: always('case'),
  consentExpired: always('case'),
  extended: always('case'),
  extensionTakenBack: always('case'),
  // Of these that there is a ground, and never which: told to nobody but whom it names and whose words it opens.
  disclosureWidened: always('routing'),
  disclosureRecalled: always('routing'),
  boundToPlacement: always('routing'),
};

/** What the hub says, by its data and its why, each whole: of the class of what it tells. */
export function fieldsOfSaid({ type, data, fromBirthDate }: Derived): readonly FieldClass[] {
  const name = type.slice(type.indexOf('.') + 1) as keyof DerivedData;
  const of = OF_SAID[name] as (data: DerivedData[keyof DerivedData]) => DisclosureClass;
  const disclosure = fromBirthDate ? 'identity' : of(data);
  return [whole('/data', disclosure), whole('/why', disclosure)];
}
