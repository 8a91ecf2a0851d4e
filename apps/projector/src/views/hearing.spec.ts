import { type Principal } from '#access';
import { type Derived, type PartyId } from '#domain';
import { hearing, isSaidTo } from './hearing.js';

const KOMMUN = 'kommun-2080.socialnamnden';
const said = (data: object, type = 'placement.disclosureWidened') => ({ type, thing: 'x', data }) as unknown as Derived;
const OF_A_GROUND = { disclosureId: 'd', recipient: 'region-20', discloser: KOMMUN, classes: ['case'] };
const party = (id: string) => ({ kind: 'party', party: id as PartyId }) as unknown as Principal;
const hears = (id: string, derived: Derived): boolean => hearing(party(id))(derived);

describe('what the hub says of a ground', () => {
  it('is heard by the recipient and its units, and by whose words it opens', () => {
    for (const id of ['region-20', 'region-20.bup', KOMMUN])
      expect([id, hears(id, said(OF_A_GROUND))]).toEqual([id, true]);
  });

  it('is heard by no other principal, unit or nämnd: that there is one tells of a need (OSL 26:1)', () => {
    for (const id of ['region-21', 'kommun-2080.vardnamnden', 'kommun-2081.socialnamnden'])
      expect([id, hears(id, said(OF_A_GROUND))]).toEqual([id, false]);
    const toUnit = said({ ...OF_A_GROUND, recipient: 'region-20.bup' }, 'placement.disclosureRecalled');
    expect([hears('region-20.bup', toUnit), hears('region-20', toUnit)]).toEqual([true, false]);
  });

  it('is heard by all who see a SIP where it is of a consent, and by an auditor always', () => {
    const { discloser: _none, ...ofAConsent } = OF_A_GROUND;
    expect(hears('region-21', said(ofAConsent, 'sip.disclosureWidened'))).toBe(true);
    expect(hearing({ kind: 'auditor' } as unknown as Principal)(said(OF_A_GROUND))).toBe(true);
  });
});

describe('what else the hub says', () => {
  it('is heard by whoever sees the stream', () => {
    expect(hears('region-21', said({ deadlineId: 'd' }, 'placement.deadlineSet'))).toBe(true);
  });
});

describe('what is said of a ground to somebody', () => {
  const isToIt = (id: string, derived: Derived): boolean => isSaidTo(party(id))(derived);

  it('is to the recipient and its units, and not to whose words it opens, another, or an auditor (B4)', () => {
    expect([isToIt('region-20', said(OF_A_GROUND)), isToIt('region-20.bup', said(OF_A_GROUND))]).toEqual([true, true]);
    for (const id of [KOMMUN, 'region-21']) expect([id, isToIt(id, said(OF_A_GROUND))]).toEqual([id, false]);
    expect(isSaidTo({ kind: 'auditor' } as unknown as Principal)(said(OF_A_GROUND))).toBe(false);
  });

  it('is nothing that is said of something else', () => {
    expect(isToIt('region-20', said({ deadlineId: 'd', recipient: 'region-20' }, 'placement.deadlineSet'))).toBe(false);
  });
});
