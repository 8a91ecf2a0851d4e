import { coveredAt, wireType } from '#contracts';
import { aRegistration } from '../../../test/support/case-builder.js';

const TYPE = wireType('placement.registered');
const { birthDate, ...known } = aRegistration.person;
const withheld = { ...aRegistration, person: known };

describe('what is withheld of a message', () => {
  it('stands as it does while it is sealed, where it has a cover; what was given is not changed', () => {
    expect(birthDate).toBeDefined();
    expect(coveredAt(TYPE, withheld, ['/person/birthDate'])).toEqual({
      ...aRegistration,
      person: { ...known, birthDate: 'erased' },
    });
    expect(withheld.person).not.toHaveProperty('birthDate');
    expect(coveredAt(TYPE, aRegistration, [])).toEqual(aRegistration);
  });

  it.each([
    ['/hvb/kommun'],
    ['/person'],
    ['/person/none'],
    ['/person/birthDate/0'],
    ['/none'],
    [''],
    ['/hvb/0/kommun'],
  ])('is not judged without %j, which has none', (pointer) => {
    expect(coveredAt(TYPE, withheld, [pointer])).toBeNull();
    expect(coveredAt(TYPE, withheld, ['/person/birthDate', pointer])).toBeNull();
  });

  it('is of a type that there is, and of an object that is there', () => {
    expect(coveredAt('se.hvbhub.placement.none.v1', withheld, [])).toBeNull();
    expect(coveredAt(TYPE, {}, ['/person/birthDate'])).toBeNull();
  });
});
