/** Messages that tell a person number and a birth date wherever a text may stand: what is taken, what waits, what is refused. */
import { MESSAGE_TYPES, schemaOf, type JsonSchema } from '#contracts';
import { sampleEvent } from '../../libs/contracts/test/samples.js';
import { aCase, aRegistration, day, REGION } from '../support/case-builder.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../support/wire-events.js';

/** Test numbers that are nobody's: a person number and a coordination number. */
export const NUMBER = '196408233234';
export const COORDINATION = '197010632391';
export const TEXT = `Gäller 640823-3234, ${NUMBER}, tidigare 701063-2391`;
export const BORN = day('1964-08-23');
/** What would tell who it is, however it is written. */
export const TELLING = ['6408233234', '640823-3234', '640823+3234', '7010632391', '701063-2391', BORN];

export type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is object => value !== null && typeof value === 'object';

/** The value with what stands at each place where a text stands replaced, one place at a time. */
function withTextAtEachPlace(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [TEXT, NUMBER];
  if (!isObject(value)) return [];
  const copy = (key: string, inner: unknown): unknown =>
    Array.isArray(value)
      ? value.map((before: unknown, at) => (String(at) === key ? inner : before))
      : { ...value, [key]: inner };
  return Object.entries(value).flatMap(([key, inner]) =>
    withTextAtEachPlace(inner).map((changed) => copy(key, changed)),
  );
}

/** The value with a field more, whose name tells, in each of its objects. */
function withFieldInEachObject(value: unknown): readonly unknown[] {
  if (!isObject(value)) return [];
  if (Array.isArray(value))
    return value.flatMap((inner, at) =>
      withFieldInEachObject(inner).map((changed) => value.map((before: unknown, n) => (n === at ? changed : before))),
    );
  const inner = Object.entries(value).flatMap(([key, one]) =>
    withFieldInEachObject(one).map((changed) => ({ ...value, [key]: changed })),
  );
  return [{ ...value, [NUMBER]: 'x' }, ...inner];
}

type Objects = Readonly<Record<string, JsonSchema>>;

/** The value with every text that its schema seals replaced: what may hold anything. */
function withTextsFilled(schema: JsonSchema, value: unknown): unknown {
  if (typeof value === 'string')
    return schema['x-privacy'] === 'sensitive' && schema['type'] === 'string' ? TEXT : value;
  const [{ items, properties } = {}] = (schema['anyOf'] ?? [schema]) as { items?: JsonSchema; properties?: Objects }[];
  if (Array.isArray(value)) return value.map((inner) => withTextsFilled(items ?? {}, inner));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withTextsFilled(properties?.[key] ?? {}, inner)]),
  );
}

export const told: readonly WireEvent[] = [
  ...dalarnaEvents(),
  ...eventsOf(
    aCase('P1')
      .registered(
        { person: { ...aRegistration.person, birthDate: BORN, identity: { personnummer: NUMBER } } },
        { at: '2025-08-01', id: 'reg' },
      )
      .decided('2025-08-02')
      .clarified()
      .confirmed()
      .consentGiven('2025-08-03')
      .childHeard('2025-08-03')
      .started('2025-08-04')
      .moved('2025-08-05')
      .proposed('2025-08-05')
      .approvedByBoth('2025-08-06')
      .contract('C1', { referralNotPossibleReason: 'x', from: day('2025-08-04') })
      .cost('K1', 100, '2025-08-05')
      .claim('Q1', 'K1')
      .selfCareDecided('2025-08-07')
      .proposed('2025-09-01', { version: 2 })
      .disputed(2)
      .withdrawn(2)
      .childHeard('2025-08-08', { id: 'heard-again' })
      .annulled('heard-again'),
  ),
].map((event) => ({ ...event, data: withTextsFilled(schemaOf(event.type) ?? {}, event.data) as object }));

export const corrected: WireEvent = {
  ...told.find(({ id }) => id === 'reg')!,
  id: 'reg-2',
  corrects: 'reg',
  correctionreason: TEXT,
};

/** One that may be kept waiting, since nobody has opened its placement, and many to be refused. */
export interface OfOneType {
  readonly waiting: Json;
  readonly refused: readonly Json[];
}

/** Every type of message with the number at each place where a text stands, and as the name of a field. */
export function ofEachType(): readonly OfOneType[] {
  return MESSAGE_TYPES.map(({ factType, type }) => {
    const { corrects: _c, correctionreason: _r, ...sample } = sampleEvent(factType);
    const data = withTextsFilled(schemaOf(type) ?? {}, sample['data']);
    const changed = [...withTextAtEachPlace(sampleEvent(factType)), ...withFieldInEachObject(sample)] as Json[];
    return {
      waiting: { ...sample, source: `/party/${REGION}/journal`, data },
      refused: changed.map((event, n) => (event['id'] === sample['id'] ? { ...event, id: `${factType}-${n}` } : event)),
    };
  });
}
