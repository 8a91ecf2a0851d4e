import {
  readRegisterFact,
  REGISTER_FACTS,
  registerFact,
  writeRegisterFact,
  type MandateData,
  type PartyData,
  type RegisterFact,
} from '#access';
import { ContractBroken } from '#contracts';
import { type Day } from '#domain/facts';

const ID = '4f0c2b5e-8f0a-4a6f-9d1c-2f6f0f7c1b11';
const party: PartyData = {
  ...{ partyId: 'kommun-2080.socialnamnden', kind: 'namnd', name: 'Socialnamnden', parent: 'kommun-2080' },
  ...{ controller: true, issuers: [{ iss: 'https://idp.example', claim: 'org', value: 'SE1' }] },
  ...{ certificates: ['c'.repeat(43)], alertAddresses: ['hvb@falun.example'], denied: [] },
};
const mandate: MandateData = {
  ...{ mandateId: ID, auditor: 'auditor-ivo', parties: 'all', from: '2026-01-01' as Day, to: '2026-06-30' as Day },
  ...{ classes: ['case', 'place'], statute: 'SoL 2025:400 28:1', decidedBy: 'operator-hub' },
};
const FACTS: readonly RegisterFact[] = [
  { type: 'hub.partyRegistered', data: party },
  { type: 'hub.partyChanged', data: { partyId: party.partyId, name: 'Namnden' } },
  { type: 'hub.partyClosed', data: { partyId: party.partyId } },
  { type: 'hub.mandateGranted', data: mandate },
  { type: 'hub.mandateEnded', data: { mandateId: ID, auditor: 'auditor-ivo' } },
];

describe('what is said of parties', () => {
  it('is stored in the open and read again as it was', () => {
    expect(FACTS.map(({ type }) => type)).toEqual(REGISTER_FACTS.map((name) => `hub.${name}`));
    for (const fact of FACTS) {
      const written = writeRegisterFact(fact);
      expect(written.type).toBe(`se.hvbhub.${fact.type}.v1`);
      expect(Buffer.from(written.body).toString()).toBe(JSON.stringify({ v: 1, data: fact.data }));
      expect(readRegisterFact(written)).toEqual(fact);
    }
  });

  it('is a defect where it was never written so', () => {
    const { type } = writeRegisterFact(FACTS[0]!);
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"v":2,"data":{}}',
      '{"v":1}',
      '{"v":1,"data":null}',
      '{"v":1,"data":7}',
    ])
      expect(() => readRegisterFact({ type, body: Buffer.from(text) })).toThrow(ContractBroken);
    const body = Buffer.from('{"v":1,"data":{}}');
    expect(() => readRegisterFact({ type: 'se.hvbhub.hub.partyMoved.v1', body })).toThrow(ContractBroken);
  });
});

describe('the form of what an operator says', () => {
  const asked = (name: (typeof REGISTER_FACTS)[number], data: object) =>
    registerFact(name, data as Readonly<Record<string, unknown>>);

  it('has each field in its form, and is then the fact', () => {
    for (const fact of FACTS) expect(asked(fact.type.slice(4) as never, fact.data)).toEqual(fact);
    const { parent: _, denied: __, ...least } = party;
    expect(asked('partyRegistered', least)).toMatchObject({ type: 'hub.partyRegistered' });
    expect(asked('mandateGranted', { ...mandate, parties: ['kommun-2080'] })).not.toHaveProperty('code');
  });

  it.each([
    ['partyId', ['', 'Kommun 2080', 7]],
    ['kind', ['nämnd', 'board', 7]],
    ['name', ['', 'x'.repeat(201), '191212121212', 7]],
    ['parent', ['', 7]],
    ['controller', ['true', 1]],
    ['issuers', [{}, ['x'], [{ iss: 'a', claim: 'b' }], [{ iss: 'a', claim: 'b', value: 'c', d: 'e' }], [null]]],
    ['certificates', [['c'.repeat(42)], ['c'.repeat(44)], ['+'.repeat(43)], 'c'.repeat(43)]],
    ['alertAddresses', [['falun'], ['a@b', 7], ['191212121212@falun.example']]],
    ['requireUser', [['all'], 'identity', [7]]],
    ['denied', [[{ iss: 'a', claim: 'jti', value: 7 }], 'x']],
  ])('refuses another %s', (name, values) => {
    for (const value of values)
      expect(asked('partyRegistered', { ...party, [name]: value })).toMatchObject({
        ...{ code: 'InvalidValue', pointer: `/${name}` },
      });
  });

  it.each([
    ['mandateId', ['x', 7]],
    ['parties', ['some', ['x'], 7, Array.from({ length: 101 }, () => 'kommun-2080')]],
    ['from', ['2026-02-30', '2026', 7]],
    ['to', ['2026-02-30']],
    ['classes', [['all'], 'case']],
    ['statute', ['', 'tillsyn', 'SoL 22:1', 'SoL 2025:400', 'SoL 2025:400 28:1 och 2', 7]],
  ])('refuses another %s of a mandate', (name, values) => {
    for (const value of values)
      expect(asked('mandateGranted', { ...mandate, [name]: value })).toMatchObject({
        ...{ code: 'InvalidValue', pointer: `/${name}` },
      });
  });

  it('refuses a field that is missing or that there is not', () => {
    expect(asked('partyClosed', {})).toEqual({
      ...{ code: 'MissingField', pointer: '/partyId', expected: 'kommun-2080.socialnamnden' },
    });
    expect(asked('partyChanged', { partyId: 'region-20', kind: 'region' })).toMatchObject({ code: 'UnknownField' });
    expect(asked('mandateEnded', { mandateId: ID, auditor: 'auditor-ivo', on: '2026-01-01' })).toMatchObject({
      code: 'UnknownField',
    });
  });
});
