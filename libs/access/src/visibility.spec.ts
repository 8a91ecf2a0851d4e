import { machineOf, maySeeView, sightAmong, sightOf, sightOfErased, type Principal } from '#access';
import { type PartyId } from '#domain';
import { auditorUnder, mandateOver } from '../../../test/support/mandates.js';

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

  it('is seen by an auditor of the register as far as its mandates name a principal of it, and of no payer (A16)', () => {
    const under = (...parties: readonly string[]): Principal => auditorUnder('auditor-ivo', mandateOver(parties));
    expect(seen(under('region-20'))).toEqual(views);
    expect(seen(under('region-03', 'kommun-2080.socialnamnden'))).toEqual(views);
    for (const reach of [[], ['region-01'], ['kommun-2080'], ['region-20.bup']])
      expect(seen(under(...reach))).toEqual([]);
    expect(seen({ kind: 'auditor', auditor: 'auditor-ivo' })).toEqual([]);
    expect(seen(auditorUnder('auditor-ivo', mandateOver('all')))).toEqual(views);
    expect(seen(auditorUnder('auditor-ivo', mandateOver(['region-01']), mandateOver('all')))).toEqual(views);
    expect(sightOf(under('region-20'), null)).toBe('nothing');
    const published = ['region-20' as PartyId];
    expect(sightOfErased(under('region-20'), published)).toBe('everything');
    expect(sightOfErased(under('region-03'), published)).toBe('nothing');
    expect(sightOfErased(dalarna, published)).toBe('asPrincipal');
    expect(sightOfErased(falun, published)).toBe('nothing');
    expect(sightAmong({ kind: 'operator' }, () => true)).toBe('nothing');
  });

  it('is seen by nobody but the auditor before anything is registered', () => {
    expect(sightOf(falun, null)).toBe('nothing');
    expect(sightOf({ kind: 'auditor' }, null)).toBe('everything');
  });
});
