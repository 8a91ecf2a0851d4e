import {
  areOneLegalPerson,
  covers,
  hasPartyIdForm,
  isOfGotland,
  legalPerson,
  partyCode,
  partyKind,
  regionOf,
  sameSide,
  signsFor,
  speaksFor,
  standOnBothSides,
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
  });
});

describe('who speaks, stands and signs for whom', () => {
  const RELATIONS = { covers, speaksFor, sameSide, signsFor };

  it.each([
    ['a kommun and itself', 'kommun-2080', 'kommun-2080', ['covers', 'speaksFor', 'sameSide', 'signsFor']],
    [
      'a nämnd and itself',
      'kommun-2080.socialnamnden',
      'kommun-2080.socialnamnden',
      ['covers', 'speaksFor', 'sameSide', 'signsFor'],
    ],
    ['a kommun and its nämnd', 'kommun-2080', 'kommun-2080.socialnamnden', ['covers', 'sameSide', 'signsFor']],
    ['a nämnd and its kommun', 'kommun-2080.socialnamnden', 'kommun-2080', ['sameSide', 'signsFor']],
    ['two nämnder of a kommun', 'kommun-2080.socialnamnden', 'kommun-2080.aldrenamnden', []],
    ['two kommuner', 'kommun-2080', 'kommun-2081', []],
    ['a region and its unit', 'region-20', 'region-20.bup', ['covers', 'sameSide', 'signsFor']],
    ['a unit and its region', 'region-20.bup', 'region-20', ['speaksFor', 'sameSide', 'signsFor']],
    ['two units of a region', 'region-20.bup', 'region-20.tandvard', []],
    ['a unit and another region', 'region-20.bup', 'region-21', []],
    ['a kommun and the region of its län', 'kommun-2080', 'region-20', []],
    ["Gotland's kommun and region (SoL 4:4)", 'kommun-0980', 'region-09', ['signsFor']],
    ["Gotland's region and kommun (SoL 4:4)", 'region-09', 'kommun-0980', ['signsFor']],
    ["a nämnd of Gotland's and a unit of its region", 'kommun-0980.socialnamnden', 'region-09.bup', ['signsFor']],
    ["two nämnder of Gotland's", 'kommun-0980.socialnamnden', 'kommun-0980.aldrenamnden', []],
    ["Gotland's kommun and another's region", 'kommun-0980', 'region-20', []],
  ])('is told apart for %s', (_which, one, other, relations) => {
    const [a, b] = [one as PartyId, other as PartyId];
    const holding = Object.entries(RELATIONS).flatMap(([relation, holds]) => (holds(a, b) ? [relation] : []));
    expect(holding).toEqual(relations);
    expect(sameSide(b, a)).toBe(sameSide(a, b));
    expect(signsFor(b, a)).toBe(signsFor(a, b));
  });

  it.each([
    ['a nämnd and the region', ['kommun-2080', 'region-20'], ['kommun-2080.socialnamnden', 'region-20'], true],
    [
      'the region and the kommun of a nämnd',
      ['kommun-2080.socialnamnden', 'region-20'],
      ['region-20', 'kommun-2080'],
      true,
    ],
    ['two of one side', ['kommun-2080', 'region-20'], ['region-20', 'region-20.bup'], false],
    ['a principal and somebody else', ['kommun-2080', 'region-20'], ['kommun-2080', 'region-21'], false],
    ['somebody else and a principal', ['kommun-2080', 'region-20'], ['region-21', 'kommun-2080'], false],
    ['anybody where nobody is a principal', [], ['kommun-2080', 'region-20'], false],
  ])('has %s on both sides, or not', (_which, principals, [one, other], areOnBoth) => {
    expect(standOnBothSides(principals as PartyId[], one as PartyId, other as PartyId)).toBe(areOnBoth);
  });
});

describe('Gotland', () => {
  it('is its kommun and its region, and their nämnder and units (SoL 4:4)', () => {
    const parties = ['kommun-0980', 'kommun-0980.socialnamnden', 'region-09', 'region-09.bup'] as PartyId[];
    expect(parties.filter(isOfGotland)).toEqual(parties);
    expect((['kommun-2080', 'region-20', 'region-20.bup'] as PartyId[]).filter(isOfGotland)).toEqual([]);
  });

  it('is one legal person where it is both principals, and none where it is one of them or nobody is (SoL 4:4)', () => {
    expect(areOneLegalPerson(['kommun-0980.socialnamnden', 'region-09'] as PartyId[])).toBe(true);
    expect(areOneLegalPerson(['kommun-0980', 'region-20'] as PartyId[])).toBe(false);
    expect(areOneLegalPerson(['kommun-2080', 'region-09'] as PartyId[])).toBe(false);
    expect(areOneLegalPerson([])).toBe(false);
  });
});
