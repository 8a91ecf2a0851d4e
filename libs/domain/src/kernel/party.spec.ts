import {
  covers,
  hasPartyIdForm,
  isGotland,
  legalPerson,
  partyCode,
  partyKind,
  regionOf,
  type KommunCode,
  type PartyId,
} from '#domain';

const nämnd = 'kommun-2080.socialnamnden' as PartyId;
const kommun = 'kommun-2080' as PartyId;

describe('a party id', () => {
  it('names a kommun or a region, and perhaps a nämnd or unit of it (D-026)', () => {
    expect(hasPartyIdForm('kommun-2080.socialnamnden')).toBe(true);
    expect(hasPartyIdForm('region-20')).toBe(true);
    expect(hasPartyIdForm('kommun-20')).toBe(false);
    expect(hasPartyIdForm('region-20.')).toBe(false);
  });

  it('tells the legal person that a nämnd belongs to, and covers only that one (D-026)', () => {
    expect(partyKind(nämnd)).toBe('kommun');
    expect(partyCode(nämnd)).toBe('2080');
    expect(legalPerson(nämnd)).toBe(kommun);
    expect(covers(kommun, nämnd)).toBe(true);
    expect(covers('kommun-2080.aldrenamnden' as PartyId, nämnd)).toBe(false);
  });

  it('has the region of the län that its kommun lies in (HSL 8:1)', () => {
    expect(regionOf('2080' as KommunCode)).toBe('region-20');
    expect(isGotland('0980' as KommunCode)).toBe(true);
    expect(isGotland('2080' as KommunCode)).toBe(false);
  });
});
