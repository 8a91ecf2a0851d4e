import canonicalizeModule from 'canonicalize';
import fc from 'fast-check';
import { mutate, mutation } from '../test/mutations.js';
import { AGREEMENT_ID, PLACEMENT_ID, SAMPLE_DATA, sampleEvent } from '../test/samples.js';
import { EVENT_BYTES_MAX } from './limits.js';
import { type FactType } from './message-types.js';
import { type Message, readMessage } from './read-message.js';
import { always } from '../../../test/support/always.js';

const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;
const TYPES = Object.keys(SAMPLE_DATA) as FactType[];

function taken(event: unknown): Message {
  const read = readMessage(event);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.message;
}

function refusal(event: unknown): { code: string; pointer: string | undefined } {
  const read = readMessage(event);
  if (read.ok) throw new Error('taken');
  return { code: read.problem.code, pointer: read.problem.pointer };
}

const started = sampleEvent('placement.started');
const withData = (data: unknown): Record<string, unknown> => ({ ...started, data });
const without = (name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(started).filter(([key]) => key !== name));
const ground = { recipient: 'region-20', decidedBy: 'Socialsekreterare', decidedOn: '2026-01-15' };
const disclosed = (grounds: object): unknown =>
  withData({ startedOn: '2026-01-15', disclosure: [{ ...ground, ...grounds }] });

describe('a message', () => {
  it.each(TYPES)('%s is read with every field it may have', (type) => {
    const message = taken(sampleEvent(type));
    expect(message.fact).toEqual({ type, data: SAMPLE_DATA[type] });
    expect(message.disclosure).toHaveLength(1);
  });

  it.each([
    ['199000732389', 'month'],
    ['199012602380', 'day'],
    ['199000602384', 'month and day'],
  ])(
    'has the samordningsnummer %s of someone whose %s of birth nobody knows, and a birth date that is an estimate (2d)',
    (samordningsnummer) => {
      const event = sampleEvent('placement.registered');
      const data = SAMPLE_DATA['placement.registered'] as { readonly person: object };
      const estimated = { birthDate: '1990-07-01', birthDateEstimated: true };
      const told = (number: string) => ({
        ...event,
        data: { ...data, person: { ...data.person, ...estimated, identity: { samordningsnummer: number } } },
      });
      expect(taken(told(samordningsnummer)).fact.data).toMatchObject({
        person: { ...estimated, identity: { samordningsnummer } },
      });
      const wrongCheckDigit = samordningsnummer.slice(0, -1) + String((Number(samordningsnummer.at(-1)) + 1) % 10);
      expect(refusal(told(wrongCheckDigit)).pointer).toBe('/data/person/identity/samordningsnummer');
    },
  );

  it('knows its stream: what is said of a placement and of its costs is one case', () => {
    expect(taken(sampleEvent('placement.started')).stream).toBe(`case-${PLACEMENT_ID}`);
    expect(taken(sampleEvent('costAllocation.approved')).stream).toBe(`case-${PLACEMENT_ID}`);
    expect(taken(sampleEvent('agreement.superseded')).stream).toBe(`agreement-${AGREEMENT_ID}`);
  });

  it('names the person where it registers one', () => {
    expect(taken(sampleEvent('placement.registered')).personId).toBe('00000003-0000-4000-8000-000000000003');
    expect(taken(started).personId).toBeUndefined();
  });

  it('was said on the Stockholm day of its time', () => {
    expect(taken({ ...started, time: '2026-01-14T23:30:00Z' }).saidOn).toBe('2026-01-15');
    expect(taken({ ...started, time: '2026-01-14T22:30:00Z' }).saidOn).toBe('2026-01-14');
  });

  it('has its ids in lower case, however they were written', () => {
    const upper = sampleEvent('placement.ended');
    upper['subject'] = 'placement/ABCDEF01-0000-4000-8000-00000000000A';
    upper['partitionkey'] = 'abcdef01-0000-4000-8000-00000000000A';
    upper['data'] = { ...SAMPLE_DATA['placement.ended'], ongoingMeasures: ['ABCDEF02-0000-4000-8000-00000000000B'] };
    const message = taken(upper);
    expect(message.subject).toEqual({ kind: 'placement', id: 'abcdef01-0000-4000-8000-00000000000a' });
    expect(message.fact.data).toMatchObject({ ongoingMeasures: ['abcdef02-0000-4000-8000-00000000000b'] });
  });

  it('is refused as a whole when it is no object, or has no data', () => {
    for (const value of [null, 1, 'x', [], undefined]) expect(refusal(value).code).toBe('WrongType');
    expect(refusal(without('data'))).toEqual({ code: 'MissingField', pointer: '/data' });
    expect(refusal(withData([]))).toEqual({ code: 'WrongType', pointer: '/data' });
  });

  it('is refused with a pointer to the field at fault', () => {
    expect(refusal(withData({}))).toEqual({ code: 'MissingField', pointer: '/data/startedOn' });
    expect(refusal(withData({ startedOn: 1 }))).toEqual({ code: 'WrongType', pointer: '/data/startedOn' });
    expect(refusal(withData({ startedOn: '2026-02-30' }))).toEqual({
      code: 'InvalidValue',
      pointer: '/data/startedOn',
    });
    expect(refusal(withData({ startedOn: '2026-02-28', 'a/b~c': 1 }))).toEqual({
      code: 'UnknownField',
      pointer: '/data/a~1b~0c',
    });
  });

  it('points at a misspelt field, rather than at the one that is missing for it', () => {
    expect(refusal(withData({ startdOn: '2026-02-28' }))).toEqual({ code: 'UnknownField', pointer: '/data/startdOn' });
  });

  it('does not repeat a person number that stands as a field name', () => {
    const read = readMessage(withData({ startedOn: '2026-02-28', '198112189876': 1 }));
    expect(JSON.stringify(read)).not.toContain('198112189876');
    expect(refusal(withData({ startedOn: '2026-02-28', '198112189876': 1 })).pointer).toBe('/data/…');
  });

  it('takes öre as whole numbers from 0, and no other numbers', () => {
    const cost = sampleEvent('costAllocation.costRecorded');
    const of = (amountOre: unknown): unknown => ({ ...cost, data: { ...(cost['data'] as object), amountOre } });
    expect(taken(of(0)).fact.data).toMatchObject({ amountOre: 0 });
    for (const amount of [-1, 0.5, 1e16, 2 ** 53]) {
      expect(refusal(of(amount)).pointer).toBe('/data/amountOre');
    }
    expect(refusal(of('100')).code).toBe('WrongType');
  });

  it('is too large in its canonical form where it is larger than an event may be', () => {
    const measures = Array.from({ length: 100 }, (_, n) => ({
      measureId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      kind: 'other',
      title: 'x',
      responsible: ['region-20'],
      basis: '\u{1F600}'.repeat(2000),
    }));
    const event = sampleEvent('placement.responsibilityClarified');
    event['data'] = { ...SAMPLE_DATA['placement.responsibilityClarified'], measures };
    expect(Buffer.byteLength(JSON.stringify(event))).toBeGreaterThan(EVENT_BYTES_MAX);
    expect(refusal(event).code).toBe('TooLarge');
  });
});

describe('the content that is compared when an identity comes again', () => {
  const text = (message: Message): string => Buffer.from(message.content).toString('utf8');

  it('is the RFC 8785 form of what was validated', () => {
    always(
      fc.property(fc.constantFrom(...TYPES), fc.array(mutation, { maxLength: 2 }), (type, changes) => {
        const event = sampleEvent(type);
        const read = readMessage({ ...event, data: mutate(event['data'], changes) });
        if (read.ok) expect(text(read.message)).toBe(canonicalize(JSON.parse(text(read.message))));
      }),
    );
  });

  it('is the same whatever the order of fields, the offset of time, the case of ids, the trace', () => {
    const event = sampleEvent('placement.ended');
    const turned = Object.fromEntries(Object.entries(event).reverse());
    turned['time'] = '2026-01-14T23:30:00.250Z';
    turned['traceparent'] = '00-00000000000000000000000000000001-0000000000000001-00';
    turned['data'] = Object.fromEntries(Object.entries(event['data'] as object).reverse());
    delete turned['partitionkey'];
    delete turned['dataschema'];
    expect(text(taken(turned))).toBe(text(taken(event)));
  });

  it('differs when a field, a ground of disclosure or a correction differs', () => {
    const event = sampleEvent('placement.ended');
    const data = event['data'] as Record<string, unknown>;
    const { disclosure, ...undisclosed } = data;
    expect(disclosure).toBeDefined();
    const others = [
      { ...event, data: { ...data, endedOn: '2026-07-14' } },
      { ...event, data: undisclosed },
      { ...event, correctionreason: 'Annan orsak' },
      { ...event, corrects: 'another' },
      { ...event, time: '2026-01-15T00:30:00.251+01:00' },
    ];
    const contents = new Set([event, ...others].map((each) => text(taken(each))));
    expect(contents.size).toBe(others.length + 1);
  });
});

describe('a recorded ground of disclosure (D-023, D-024, E-010)', () => {
  it('says what its kind requires', () => {
    expect(taken(disclosed({ ground: 'emergency' })).disclosure).toHaveLength(1);
    expect(taken(disclosed({ ground: 'harmTest', outcome: 'noHarm' })).disclosure).toHaveLength(1);
    expect(taken(disclosed({ ground: 'duty', statute: 'OSL 10:28' })).disclosure).toHaveLength(1);
    expect(taken(disclosed({ ground: 'pregnant', need: 'Mödravård' })).disclosure).toHaveLength(1);
    expect(taken(disclosed({ ground: 'consent', reference: PLACEMENT_ID })).disclosure).toHaveLength(1);
  });

  it.each([
    ['harmTest', 'outcome'],
    ['duty', 'statute'],
    ['under18', 'need'],
    ['misuse', 'need'],
    ['compulsoryPsychiatricCare', 'need'],
    ['pregnant', 'need'],
    ['consent', 'reference'],
  ])('is refused when %s does not say its %s', (name, field) => {
    expect(refusal(disclosed({ ground: name }))).toEqual({
      code: 'MissingField',
      pointer: `/data/disclosure/0/${field}`,
    });
  });

  it('is refused when unknown, when a harm test found harm, or when a consent is not named by its id', () => {
    expect(refusal(disclosed({ ground: 'convenient' })).pointer).toBe('/data/disclosure/0/ground');
    expect(refusal(disclosed({ ground: 'harmTest', outcome: 'harm' })).pointer).toBe('/data/disclosure/0/outcome');
    expect(refusal(disclosed({ ground: 'consent', reference: 'muntligt' })).pointer).toBe(
      '/data/disclosure/0/reference',
    );
  });
});
