/** The question what if, as it is written: of what, and on which other terms. Checked by the classes that agreements are written in. */
import 'reflect-metadata';
import { type Day, type PackId, type SettingOverrides } from '#domain/facts';
import { PackSettingsMessage, PACKS, PACK_VERSION_MAX } from './agreement.messages.js';
import { type JsonSchema, type MessageClass } from './field-kind.js';
import { day, integer, object, oneOf, subjectOf } from './fields.js';
import { fieldsOf, formOf, OBJECT, optional, required, schemaOfClass } from './message-class.js';
import { knownFields, problem, type Problem } from './problems.js';
import { faultsOfClass } from './validate-by-class.js';

/** What is judged by an agreement's terms, and so may be asked about. */
const ASKED_ABOUT = ['placement', 'agreement', 'sip', 'discharge'] as const;

/** Other terms; at least one of the three is to be said. */
class OtherTermsFields {
  @optional(oneOf(PACKS), 'case') rulePack?: PackId;
  @optional(integer(1, PACK_VERSION_MAX), 'case') rulePackVersion?: number;
  @optional(object(() => PackSettingsMessage), 'case') settings?: SettingOverrides;
}

/** The question: `asOf` is the last day of the history, else the clock's. */
class WhatIfFields extends OtherTermsFields {
  @required(subjectOf(ASKED_ABOUT), 'routing') of!: string;
  @optional(day, 'case') asOf?: Day;
}

/** Other terms as they are read. */
export type OtherTermsAsked = Readonly<Pick<WhatIfFields, 'rulePack' | 'rulePackVersion' | 'settings'>>;
/** A question as it is read; `of` with its uuid in lower case. */
export type WhatIfAsked = OtherTermsAsked & Readonly<Pick<WhatIfFields, 'of' | 'asOf'>>;

/** What was asked, or what is wrong with it, by a pointer into it. */
export type ReadAsked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

const FORM = schemaOfClass(WhatIfFields);
const { settings: SETTINGS, ...OTHERS } = FORM['properties'] as Readonly<Record<string, JsonSchema>>;

/** The form of a question: at least one of the other terms is said. */
export const WHAT_IF_SCHEMA: JsonSchema = {
  ...{ title: 'WhatIfQuestion', ...FORM },
  properties: { ...OTHERS, settings: { ...SETTINGS, minProperties: 1 } },
  anyOf: [{ required: ['rulePack'] }, { required: ['rulePackVersion'] }, { required: ['settings'] }],
};

const SOMETHING = 'rulePack, rulePackVersion | settings';

/** Reads a question. The problem of an unknown pack, setting or field lists those that there are. */
export function readWhatIf(data: unknown): ReadAsked<WhatIfAsked> {
  const read = readBy<WhatIfAsked>(WhatIfFields, data);
  if (!read.ok) return read;
  const { of } = read.value;
  return {
    ok: true,
    value: { ...read.value, of: of.slice(0, of.indexOf('/')) + of.slice(of.indexOf('/')).toLowerCase() },
  };
}

/** Reads other terms alone. */
export const readOtherTerms = (data: unknown): ReadAsked<OtherTermsAsked> => readBy(OtherTermsFields, data);

function readBy<T extends OtherTermsAsked>(fields: MessageClass, data: unknown): ReadAsked<T> {
  const [fault] = faultsOfClass(fields, data);
  if (fault === '') return { ok: false, problem: problem('WrongType', { pointer: '', expected: OBJECT }) };
  if (fault !== undefined) return { ok: false, problem: problemAt(fields, data, fault) };
  const value = data as T;
  const { rulePack, rulePackVersion, settings = {} } = value;
  if (rulePack !== undefined || rulePackVersion !== undefined || Object.keys(settings).length > 0)
    return { ok: true, value };
  return { ok: false, problem: problem('MissingField', { pointer: '/rulePack', expected: SOMETHING }) };
}

/** The problem of a fault: a field that is none of its class, one that is missing, or one that cannot be so. */
function problemAt(whole: MessageClass, data: unknown, pointer: string): Problem {
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  const fields = names.reduce(classOf, whole);
  const known = fieldsOf(fields).map(({ name }) => name);
  if (!known.includes(last)) return problem('UnknownField', { pointer, expected: knownFields(known) });
  const code = isThere(names.reduce(memberOf, data), last) ? 'InvalidValue' : 'MissingField';
  return problem(code, { pointer, expected: formOf(fields, last) });
}

/** The class of what a field holds; of one that holds values, and of an element of a list, the class that it stands in. */
const classOf = (fields: MessageClass, name: string): MessageClass =>
  fieldsOf(fields)
    .find((field) => field.name === name)
    ?.kind.holds?.() ?? fields;

const memberOf = (value: unknown, name: string): unknown =>
  (value as Readonly<Record<string, unknown>> | undefined)?.[name];

const isThere = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);
