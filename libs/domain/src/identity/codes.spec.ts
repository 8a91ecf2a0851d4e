import {
  KOMMUN_CODES,
  REGION_CODES,
  isKommunCode,
  isPartyId,
  isRegionCode,
  kommunName,
  lanName,
  partyName,
  regionName,
} from './index.js';
import { type KommunCode, type PartyId, type RegionCode, regionCodeOf } from '../kernel/index.js';

describe('the official codes', () => {
  it('are 290 kommuner and 21 län, each once, each kommun in its län', () => {
    expect(new Set(KOMMUN_CODES).size).toBe(290);
    expect(new Set(REGION_CODES).size).toBe(21);
    for (const code of KOMMUN_CODES) expect(isRegionCode(regionCodeOf(code))).toBe(true);
  });

  it('have the fifteen kommuner of Dalarna (A-001)', () => {
    const dalarna = KOMMUN_CODES.filter((code) => regionCodeOf(code) === '20');
    expect(dalarna.join(' ')).toBe('2021 2023 2026 2029 2031 2034 2039 2061 2062 2080 2081 2082 2083 2084 2085');
  });

  it('have not the retired ones', () => {
    for (const code of ['02', '11', '15', '16', '2', '020']) expect(isRegionCode(code)).toBe(false);
    for (const code of ['0000', '2000', '980', '02080', '__proto__', 'constructor'])
      expect(isKommunCode(code)).toBe(false);
  });

  it('have names', () => {
    expect(kommunName('2080' as KommunCode)).toBe('Falun');
    expect(regionName('14' as RegionCode)).toBe('Västra Götalandsregionen');
    expect(lanName('20' as RegionCode)).toBe('Dalarnas län');
  });
});

describe('a party id', () => {
  it('has the form of one and an official code', () => {
    expect(isPartyId('kommun-2080.socialnamnden')).toBe(true);
    expect(isPartyId('region-20')).toBe(true);
    expect(isPartyId('region-09')).toBe(true);
    expect(isPartyId('kommun-0980')).toBe(true);
  });

  it.each(['kommun-2000', 'region-02', 'kommun-20', 'region-2080', 'kommun-2080.', 'hub', '', 'Kommun-2080'])(
    '%j is none',
    (text) => {
      expect(isPartyId(text)).toBe(false);
    },
  );

  it('is shown by its name, with the nämnd or unit it names', () => {
    expect(partyName('kommun-2080' as PartyId)).toBe('Falun');
    expect(partyName('kommun-2080.socialnamnden' as PartyId)).toBe('Falun, socialnamnden');
    expect(partyName('region-20' as PartyId)).toBe('Region Dalarna');
  });
});
