import { isMaskedFor, machineOf, maySeePersonalData, maySeeView, sightOf, type Principal } from '#access';
import { type PartyId } from '#domain';

const party = (id: string): Principal => machineOf(id as PartyId);
const falun = party('kommun-2080.socialnamnden');
const dalarna = party('region-20');
const head = {
  principals: ['kommun-2080.socialnamnden', 'region-20'] as PartyId[],
  thirdPayers: ['region-01'] as PartyId[],
};
const views = ['placement', 'responsibility', 'costs', 'deadlines', 'timeline', 'findings'];
const seen = (who: Principal): string[] =>
  views.filter((view) => maySeeView(sightOf(who, head), { toThirdPayers: view === 'costs' }));

describe('a case', () => {
  it('is seen by its principals, in every view', () => {
    expect(seen(falun)).toEqual(views);
    expect(seen(dalarna)).toEqual(views);
  });

  it('shows its costs, and nothing else, to a third payer that an allocation names', () => {
    expect(seen(party('region-01'))).toEqual(['costs']);
  });

  it('does not exist for anybody else: another nämnd of the same kommun, a unit, another region, the operator (D-026)', () => {
    for (const who of ['kommun-2080', 'kommun-2080.aldrenamnden', 'region-20.bup', 'region-03']) {
      expect(seen(party(who))).toEqual([]);
    }
    expect(seen({ kind: 'operator' })).toEqual([]);
  });

  it('is seen by the auditor, in every view', () => {
    expect(seen({ kind: 'auditor' })).toEqual(views);
  });

  it('is seen by nobody but the auditor before anything is registered', () => {
    expect(sightOf(falun, null)).toBe('nothing');
    expect(sightOf({ kind: 'auditor' }, null)).toBe('everything');
  });
});

describe('identity and sensitive fields', () => {
  const shown = (who: Principal, publisher: string): boolean =>
    maySeePersonalData(who, sightOf(who, head), publisher as PartyId);

  it('are shown to the principal that sent them, and not to the other', () => {
    expect(shown(falun, 'kommun-2080.socialnamnden')).toBe(true);
    expect(shown(dalarna, 'kommun-2080.socialnamnden')).toBe(false);
  });

  it('are shown to no one who is no principal any more, though it once sent them', () => {
    expect(shown(party('region-01'), 'region-01')).toBe(false);
    expect(shown(party('region-03'), 'region-03')).toBe(false);
  });

  it('are shown to the auditor', () => {
    expect(shown({ kind: 'auditor' }, 'region-20')).toBe(true);
  });
});

describe('where a protected person is', () => {
  const masked = { masked: true, placingParty: 'kommun-2080.socialnamnden' as PartyId } as const;

  it('is told the placing nämnd and the auditor, and nobody else (A-038)', () => {
    expect(isMaskedFor(falun, masked)).toBe(false);
    expect(isMaskedFor({ kind: 'auditor' }, masked)).toBe(false);
    for (const who of [dalarna, party('kommun-2080'), { kind: 'operator' } as Principal])
      expect(isMaskedFor(who, masked)).toBe(true);
  });

  it('is told all who see the case of one that nothing protects, and of none that is not there', () => {
    expect(isMaskedFor(dalarna, { placingParty: masked.placingParty })).toBe(false);
    expect(isMaskedFor(dalarna, null)).toBe(false);
  });
});
