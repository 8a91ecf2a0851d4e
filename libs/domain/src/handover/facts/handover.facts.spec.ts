import { FACT_ENTRIES, isConsent, namesUsedBy, paperAnswered, paperWithdrawn, type CaseFact } from '#domain';
import { theFirst } from '../../../../../test/support/pickers.js';

const said = (type: CaseFact['type']) => ({ type, data: FACT_ENTRIES[type].sample(theFirst) }) as unknown as CaseFact;

describe('a handover’s facts', () => {
  it('answer by an acceptance or a refusal, of which the refusal binds nobody', () => {
    const accepted = said('handover.accepted');
    const refused = said('handover.rejected');
    expect([paperAnswered(accepted), isConsent(accepted)]).toEqual([paperAnswered(refused), true]);
    expect(isConsent(refused)).toBe(false);
    expect(paperWithdrawn(said('handover.withdrawn'))).toBe(paperAnswered(accepted));
  });

  it('wait for a handover that another has yet to start, and a withdrawal does not', () => {
    for (const type of ['handover.materialSent', 'handover.accepted', 'handover.completed'] as const)
      expect(namesUsedBy(said(type))).toMatchObject([{ thing: 'handover', waitsFor: { what: 'handover' } }]);
    expect(namesUsedBy(said('handover.withdrawn'))).toMatchObject([{ thing: 'handover', waitsFor: null }]);
  });
});
