import { retentionOf } from '#domain';
import { machineOf, type Principal } from '#access';
import { aCase, aRegistration, day, party, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { retentionShown } from './retention-shown.js';

/** An adult born on a fifth, whose documents are kept for research, with one of the region's. */
const story: CaseBuilder = aCase()
  .registered({ person: { ...aRegistration.person, birthDate: day('1990-03-05') } })
  .started('2026-01-15')
  .healthExamination('done', '2026-02-01')
  .ended('2026-05-10');
const asked = (caller: Principal) => retentionShown(caller, retentionOf(story.theCase, day('2026-06-01'))).documents;
const as = (id: string): Principal => machineOf(party(id));

describe('how long documents are kept', () => {
  it('is shown whole to their keeper and to the auditor, without the mark of what is sealed at rest', () => {
    for (const caller of [as('kommun-2080.socialnamnden'), { kind: 'auditor' } as Principal]) {
      expect(asked(caller)).toContainEqual(
        expect.objectContaining({ what: 'placement.started', class: 'research', then: 'kept' }),
      );
      expect(asked(caller)).toContainEqual(
        expect.objectContaining({ what: 'homeFile', class: 'homeFileForResearch', dueOn: '2028-05-10' }),
      );
      for (const document of asked(caller)) expect(document).not.toHaveProperty('fromBirthDate');
    }
  });

  it('is shown to the other side without what a birth date tells: of that the document alone is named', () => {
    const [first] = asked(as('region-20'));
    expect(first).toEqual({
      what: 'placement.registered',
      keeper: 'kommun-2080.socialnamnden',
      eventId: expect.any(String) as string,
      withheld: 'personalDataOfAnother',
    });
    expect(asked(as('region-20')).filter((document) => 'withheld' in document)).toHaveLength(4);
    expect(asked(as('region-20'))).toContainEqual(
      expect.objectContaining({ what: 'placement.healthExamination', class: 'healthRecord', dueOn: '2036-02-01' }),
    );
  });

  it('is shown to a unit as to its region, whose document it is', () => {
    expect(asked(as('region-20.bup'))).toContainEqual(expect.objectContaining({ class: 'healthRecord' }));
    expect(asked(as('kommun-2080.socialnamnden'))).toContainEqual(
      expect.objectContaining({ keeper: 'region-20', class: 'healthRecord' }),
    );
  });
});
