import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { ADVERSARIAL_VALUES, mutate, mutation } from '../test/mutations.js';
import { SAMPLE_DATA, sampleEvent } from '../test/samples.js';
import { type FactType, wireType } from './message-types.js';
import { schemaOf } from './schemas.js';
import { faultsByClass } from './validate-by-class.js';
import { findDataFault } from './validate.js';
import { always } from '../../../test/support/always.js';

const TYPES = Object.keys(SAMPLE_DATA) as FactType[];

/** Between them these hold every kind of field. */
const RICHEST: readonly FactType[] = [
  'placement.registered',
  'placement.decided',
  'placement.annulled',
  'costAllocation.proposed',
  'agreement.registered',
];

function judgements(type: FactType, data: unknown): { byAjv: string | undefined; byClass: readonly string[] } {
  const wire = wireType(type);
  return { byAjv: findDataFault(wire, data)?.pointer, byClass: faultsByClass(wire, data) };
}

const lineage = (a: string, b: string): boolean => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

function expectSameJudgement(type: FactType, data: unknown): void {
  const { byAjv, byClass } = judgements(type, data);
  if ((byAjv !== undefined) !== byClass.length > 0) throw new Error(JSON.stringify({ type, data, byAjv, byClass }));
}

/** Where the first judge cuts or escapes what it points at, nothing is compared. */
function expectSameField(type: FactType, data: unknown): void {
  const { byAjv, byClass } = judgements(type, data);
  if (byAjv === undefined || byAjv.includes('~') || byAjv.includes('…')) return;
  if (!byClass.some((pointer) => lineage(byAjv, `/data${pointer}`)))
    throw new Error(JSON.stringify({ type, data, byAjv, byClass }));
}

describe('the two judges of a message', () => {
  it.each(TYPES)('both take %s with every field it may have', (type) => {
    const { data } = sampleEvent(type);
    expect(judgements(type, data)).toEqual({ byAjv: undefined, byClass: [] });
  });

  it.each(RICHEST)(
    'say the same of %s, and of the same field, with each value replaced by each adversarial one',
    (type) => {
      const { data } = sampleEvent(type);
      const places = JSON.stringify(data).match(/[:[,]/g)!.length;
      for (const value of ADVERSARIAL_VALUES) {
        for (let at = 0; at <= places; at++) {
          const changed = mutate(data, [{ do: 'replace', at, value }]);
          expectSameJudgement(type, changed);
          expectSameField(type, changed);
        }
      }
    },
  );

  it('say the same of any message changed at random', () => {
    always(
      fc.property(fc.constantFrom(...TYPES), fc.array(mutation, { minLength: 1, maxLength: 4 }), (type, changes) => {
        expectSameJudgement(type, mutate(sampleEvent(type)['data'], changes));
      }),
      { numRuns: 4000 },
    );
  });

  it('point at the same field', () => {
    always(
      fc.property(fc.constantFrom(...TYPES), mutation, (type, change) => {
        expectSameField(type, mutate(sampleEvent(type)['data'], [change]));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])('both refuse a field named %s', (name) => {
    const data: unknown = JSON.parse(`{"startedOn":"2026-01-15","${name}":{}}`);
    const { byAjv, byClass } = judgements('placement.started', data);
    expect(byAjv).toBe(`/data/${name}`);
    expect(byClass).toEqual([`/${name}`]);
  });

  it('say the same of any JSON at all', () => {
    always(
      fc.property(fc.constantFrom(...TYPES), fc.jsonValue(), (type, data) => {
        expectSameJudgement(type, data);
      }),
    );
  });
});

describe('the published schema', () => {
  const ajv = new Ajv2020({
    strict: false,
    formats: { 'hvb-uuid': true, 'hvb-kommun': true, 'hvb-region': true, 'hvb-party': true },
  });
  for (const name of ['instant', 'publisher-id', 'party-or-ref', 'personnummer', 'samordningsnummer'])
    ajv.addFormat(`hvb-${name}`, true);
  addFormats.default(ajv, { mode: 'full', formats: ['date'] });
  const published = new Map<FactType, ValidateFunction>(
    TYPES.map((type) => [type, ajv.compile(schemaOf(wireType(type))!)]),
  );

  it('takes, in any validator, all that the hub takes; the hub knows official codes besides', () => {
    always(
      fc.property(fc.constantFrom(...TYPES), fc.array(mutation, { maxLength: 2 }), (type, changes) => {
        const data = mutate(sampleEvent(type)['data'], changes);
        if (findDataFault(wireType(type), data) === undefined) expect(published.get(type)!(data)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses by itself what has the wrong form', () => {
    const validate = published.get('placement.started')!;
    expect(validate({ startedOn: '2026-02-28' })).toBe(true);
    for (const startedOn of ['2026-02-30', '2026-2-1', 20260228, null]) expect(validate({ startedOn })).toBe(false);
    expect(validate({ startedOn: '2026-02-28', extra: 1 })).toBe(false);
  });

  it('is named by its type and says the privacy class of each field', () => {
    const schema = schemaOf('se.hvbhub.placement.childHeard.v1') as {
      $id: string;
      additionalProperties: boolean;
      properties: Record<string, Record<string, unknown>>;
    };
    expect(schema.$id).toBe('https://hvbhub.se/schemas/se.hvbhub.placement.childHeard.v1');
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties['how']!['x-privacy']).toBe('sensitive');
    expect(schema.properties['on']!['x-privacy']).toBe('open');
    expect(schemaOf('se.hvbhub.placement.childHeard.v2')).toBeUndefined();
  });
});
