import {
  EMPTY_REGISTER,
  isDenied,
  isIdOf,
  MANDATE_CLASSES,
  namedIn,
  pinnedTo,
  mandatesOn,
  refusalOf,
  REGISTERED_KINDS,
  standingOf,
  withFact,
  type MandateData,
  type PartyData,
  type Register,
  type RegisterFact,
} from '#access';
import { type Day } from '#domain/facts';

const ISS = 'https://idp.example';
const pin = (value: string, claim = 'org') => ({ iss: ISS, claim, value });
const data = (partyId: string, more: Partial<PartyData> = {}): PartyData => ({
  ...{ partyId, kind: 'namnd', name: 'Socialnamnden', controller: true },
  ...{ issuers: [], certificates: [], alertAddresses: [] },
  ...more,
});
const registered = (partyId: string, more: Partial<PartyData> = {}): RegisterFact => ({
  type: 'hub.partyRegistered',
  data: data(partyId, more),
});
const changed = (partyId: string, more: Partial<PartyData>): RegisterFact => ({
  type: 'hub.partyChanged',
  data: { partyId, ...more },
});
const closed = (partyId: string): RegisterFact => ({ type: 'hub.partyClosed', data: { partyId } });
const after = (...facts: readonly RegisterFact[]): Register => facts.reduce(withFact, EMPTY_REGISTER);

const FALUN = 'kommun-2080.socialnamnden';
const IVO = 'auditor-ivo';
const ivo = registered(IVO, { kind: 'auditor', controller: false });
const MANDATE = '4f0c2b5e-8f0a-4a6f-9d1c-2f6f0f7c1b11';
const mandate = (more: Partial<MandateData> = {}): RegisterFact => ({
  type: 'hub.mandateGranted',
  data: {
    ...{ mandateId: MANDATE, auditor: IVO, parties: 'all', from: '2026-01-01' as Day, to: '2026-06-30' as Day },
    ...{ classes: MANDATE_CLASSES, statute: 'SoL 2025:400 28:1', decidedBy: 'operator-hub' },
    ...more,
  },
});

describe('a party', () => {
  it('that is a kommun or a region is there by its official code; a nämnd or a unit when it is registered', () => {
    for (const id of ['kommun-2080', 'region-20', 'kommun-0980']) expect(standingOf(EMPTY_REGISTER, id)).toBe('open');
    for (const id of [FALUN, 'region-20.bup', 'kommun-9999', 'auditor-ivo', 'auditor'])
      expect(standingOf(EMPTY_REGISTER, id)).toBe('unknown');
    expect(standingOf(after(registered(FALUN)), FALUN)).toBe('open');
    expect(standingOf(after(registered(FALUN)), 'kommun-2080.aldrenamnden')).toBe('unknown');
  });

  it('that is closed is so whether it was registered or not, till it is registered anew', () => {
    expect(standingOf(after(registered(FALUN), closed(FALUN)), FALUN)).toBe('closed');
    expect(standingOf(after(closed('region-20')), 'region-20')).toBe('closed');
    expect(standingOf(after(registered(FALUN), closed(FALUN), registered(FALUN)), FALUN)).toBe('open');
  });

  it('keeps what a change leaves out', () => {
    const { parties, version } = after(
      registered(FALUN, { issuers: [pin('a')] }),
      changed(FALUN, { certificates: ['x'] }),
    );
    expect(parties.get(FALUN)).toEqual({ ...data(FALUN), issuers: [pin('a')], certificates: ['x'], isClosed: false });
    expect(version).toBe(2);
    const region = after(changed('region-20', { issuers: [pin('r')] })).parties.get('region-20');
    expect(region).toMatchObject({ kind: 'region', controller: true, issuers: [pin('r')] });
    expect(after(changed('kommun-2080', {})).parties.get('kommun-2080')).toMatchObject({ kind: 'kommun' });
    expect(after(changed(FALUN, {}))).toMatchObject({ version: 1, parties: new Map() });
  });
});

describe('the claims of an issuer’s token', () => {
  const register = after(registered(FALUN, { issuers: [pin('SE1')] }), registered('region-20.bup', { kind: 'unit' }));

  it('name the party whose data names issuer, claim and value, and no other', () => {
    expect(namedIn(register, ISS, { org: 'SE1' })?.partyId).toBe(FALUN);
    expect(namedIn(register, 'https://other.example', { org: 'SE1' })).toBeUndefined();
    expect(namedIn(register, ISS, { org: 'SE2' })).toBeUndefined();
    expect(namedIn(register, ISS, { enhet: 'SE1' })).toBeUndefined();
    expect(namedIn(register, ISS, {})).toBeUndefined();
  });

  it('name one that is closed only where nobody else is named', () => {
    const gone = withFact(register, closed(FALUN));
    expect(namedIn(gone, ISS, { org: 'SE1' })).toMatchObject({ partyId: FALUN, isClosed: true });
    const next = withFact(gone, registered('kommun-2080.aldrenamnden', { issuers: [pin('SE1')] }));
    expect(namedIn(next, ISS, { org: 'SE1' })?.partyId).toBe('kommun-2080.aldrenamnden');
    expect(pinnedTo(gone, pin('SE1'))).toBeUndefined();
    expect(pinnedTo(next, pin('SE1'))).toBe('kommun-2080.aldrenamnden');
  });

  it('are denied by token or by client, of that issuer', () => {
    const denying = after(registered(FALUN, { denied: [pin('t-1', 'jti'), pin('c-1', 'client_id')] }));
    expect(isDenied(denying, ISS, { jti: 't-1' })).toBe(true);
    expect(isDenied(denying, ISS, { client_id: 'c-1' })).toBe(true);
    expect(isDenied(denying, ISS, { jti: 'c-1', client_id: 't-1' })).toBe(false);
    expect(isDenied(denying, 'https://other.example', { jti: 't-1' })).toBe(false);
    expect(isDenied(register, ISS, { jti: 't-1' })).toBe(false);
  });
});

describe('a mandate', () => {
  const register = after(ivo, mandate());
  const inForce = (of: Register, on: string, auditor = IVO): readonly string[] =>
    mandatesOn(of, auditor, on as Day).map(({ mandateId }) => mandateId);

  it('holds on each of its days, the first and the last included, and on none beside them', () => {
    for (const on of ['2026-01-01', '2026-03-01', '2026-06-30'])
      expect([on, inForce(register, on)]).toEqual([on, [MANDATE]]);
    for (const on of ['2025-12-31', '2026-07-01']) expect([on, inForce(register, on)]).toEqual([on, []]);
  });

  it('is its auditor’s, until it is ended', () => {
    const on = '2026-03-01';
    expect(inForce(register, on, 'auditor-other')).toEqual([]);
    const ended: RegisterFact = { type: 'hub.mandateEnded', data: { mandateId: MANDATE, auditor: IVO } };
    expect(inForce(withFact(register, ended), on)).toEqual([]);
    expect(withFact(after(ivo), ended).mandates.size).toBe(0);
  });

  it('says whose cases, which classes and by which section, one by one in the order of their ids (A16)', () => {
    const ofTwo = mandate({ mandateId: 'm2', parties: [FALUN, 'region-20'], classes: ['case', 'place'] });
    const next = mandate({
      mandateId: 'm1',
      from: '2026-04-01' as Day,
      classes: ['cost'],
      statute: 'KL 2017:725 12:1',
    });
    const over = after(ivo, ofTwo, next);
    const first = {
      ...{ mandateId: 'm1', parties: 'all', classes: ['cost'], from: '2026-04-01', to: '2026-06-30' },
      statute: { act: 'KL 2017:725', section: '12:1' },
    };
    const second = {
      ...{ mandateId: 'm2', parties: [FALUN, 'region-20'], classes: ['case', 'place'] },
      ...{ from: '2026-01-01', to: '2026-06-30', statute: { act: 'SoL 2025:400', section: '28:1' } },
    };
    expect(mandatesOn(over, IVO, '2026-03-31' as Day)).toEqual([second]);
    expect(mandatesOn(over, IVO, '2026-04-01' as Day)).toEqual([first, second]);
  });

  it('of no class, or by what is no section, opens nothing: what cannot be entered cannot be read', () => {
    for (const of of [{ classes: [] }, { statute: 'tillsyn' }, { statute: 'SoL 22:1' }, { statute: 'SoL 2025:400' }])
      expect([of, inForce(after(ivo, mandate(of)), '2026-03-01')]).toEqual([of, []]);
    for (const statute of ['SoL 2025:400 28:1', 'PSL 2010:659 7:20 a', 'KL 2017:725 12:1', 'Lag 2001:454 10'])
      expect([statute, inForce(after(ivo, mandate({ statute })), '2026-03-01')]).toEqual([statute, [MANDATE]]);
  });
});

describe('what may be said of parties', () => {
  const pointer = (register: Register, fact: RegisterFact): string | undefined => refusalOf(register, fact)?.pointer;
  const register = after(registered(FALUN, { issuers: [pin('SE1')], certificates: ['C1'] }), ivo, mandate());

  it('is an id of its kind, and of no other', () => {
    const ids = ['kommun-2080', FALUN, 'region-20', 'region-20.bup', 'hvb-solbacken', IVO, 'operator-hub'];
    REGISTERED_KINDS.forEach((kind, i) => {
      expect(ids.filter((id) => isIdOf(kind, id))).toEqual([ids[i]]);
    });
    for (const id of ['kommun-9999', 'kommun-9999.x', 'region-99', 'hvb-', 'hvb-Solbacken', 'auditor'])
      expect(REGISTERED_KINDS.some((kind) => isIdOf(kind, id))).toBe(false);
    expect(pointer(register, registered('region-20.bup'))).toBe('/partyId');
    expect(pointer(register, registered('region-20.bup', { kind: 'unit' }))).toBeUndefined();
  });

  it('is registered once; a kommun or a region that is there gets its data', () => {
    expect(pointer(register, registered(FALUN))).toBe('/partyId');
    expect(pointer(register, registered('region-20', { kind: 'region' }))).toBeUndefined();
    expect(pointer(withFact(register, closed(FALUN)), registered(FALUN))).toBeUndefined();
  });

  it('is changed and closed while it is there and open', () => {
    expect(pointer(register, changed(FALUN, {}))).toBeUndefined();
    expect(pointer(register, closed(FALUN))).toBeUndefined();
    const gone = withFact(register, closed(FALUN));
    for (const fact of [changed(FALUN, {}), closed(FALUN)]) expect(pointer(gone, fact)).toBe('/partyId');
    for (const fact of [changed('region-20.bup', {}), closed('region-20.bup')])
      expect(pointer(register, fact)).toBe('/partyId');
  });

  it('names as parent the kommun or the region of its id', () => {
    const board = 'kommun-2080.aldrenamnden';
    expect(pointer(register, registered(board, { parent: 'kommun-2080' }))).toBeUndefined();
    for (const parent of ['kommun-2081', board, FALUN])
      expect(pointer(register, registered(board, { parent }))).toBe('/parent');
    expect(pointer(register, registered('kommun-2080', { kind: 'kommun', parent: 'kommun-2080' }))).toBe('/parent');
    expect(pointer(register, registered('hvb-solbacken', { kind: 'hvb', parent: 'kommun-2080' }))).toBe('/parent');
  });

  it('pins a claim, and a certificate, to one party', () => {
    const unit = (more: Partial<PartyData>): RegisterFact => registered('region-20.bup', { kind: 'unit', ...more });
    expect(pointer(register, unit({ issuers: [pin('SE2'), pin('SE1')] }))).toBe('/issuers/1');
    expect(pointer(register, unit({ certificates: ['C2', 'C1'] }))).toBe('/certificates/1');
    expect(pointer(register, unit({ issuers: [pin('SE2')], certificates: ['C2'] }))).toBeUndefined();
    expect(pointer(register, changed(FALUN, { issuers: [pin('SE1')], certificates: ['C1'] }))).toBeUndefined();
    const gone = withFact(register, closed(FALUN));
    expect(pointer(gone, unit({ issuers: [pin('SE1')], certificates: ['C1'] }))).toBeUndefined();
  });

  it('grants a mandate to a registered auditor, once, over parties that are there, for a time that is one', () => {
    const next = { mandateId: '5f0c2b5e-8f0a-4a6f-9d1c-2f6f0f7c1b12' };
    expect(pointer(register, mandate(next))).toBeUndefined();
    expect(pointer(register, mandate())).toBe('/mandateId');
    for (const auditor of ['auditor-other', FALUN])
      expect(pointer(register, mandate({ ...next, auditor }))).toBe('/auditor');
    expect(pointer(withFact(register, closed(IVO)), mandate(next))).toBe('/auditor');
    expect(pointer(register, mandate({ ...next, from: '2026-07-01' as Day }))).toBe('/to');
    expect(pointer(register, mandate({ ...next, from: '2026-06-30' as Day }))).toBeUndefined();
    expect(pointer(register, mandate({ ...next, parties: [FALUN, 'region-20.bup'] }))).toBe('/parties/1');
    expect(pointer(register, mandate({ ...next, parties: [FALUN, 'region-20'] }))).toBeUndefined();
  });

  it('ends a mandate that is in force, of the auditor that it names', () => {
    const ended = (mandateId: string, auditor = IVO): RegisterFact => ({
      type: 'hub.mandateEnded',
      data: { mandateId, auditor },
    });
    expect(pointer(register, ended(MANDATE))).toBeUndefined();
    expect(pointer(register, ended(MANDATE, 'auditor-other'))).toBe('/auditor');
    expect(pointer(register, ended('5f0c2b5e-8f0a-4a6f-9d1c-2f6f0f7c1b12'))).toBe('/mandateId');
    expect(pointer(withFact(register, ended(MANDATE)), ended(MANDATE))).toBe('/mandateId');
  });
});
