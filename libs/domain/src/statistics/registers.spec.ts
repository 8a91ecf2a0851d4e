import { CHILDREN_REGISTER, INDIVIDUAL_FOLLOW_UP } from './registers.data.js';

const heldBy = (register: typeof INDIVIDUAL_FOLLOW_UP, sv: string): readonly string[] =>
  register.fields.find((field) => field.sv === sv)?.heldBy.map(({ type, field }) => `${type} ${field}`) ?? [];

describe('what is followed up of each individual', () => {
  it('is sex, age, problem, measure, whether it was carried out and whether goals were met (A-122)', () => {
    expect(INDIVIDUAL_FOLLOW_UP.fields.map(({ en, heldBy }) => [en, heldBy.length > 0])).toEqual([
      ['sex', true],
      ['age', true],
      ['problem', false],
      ['support or measure given', true],
      ['whether carried out as planned', true],
      ['whether goals were met', true],
    ]);
  });

  it('is told by fields of facts, the sex as registered by law (A-121, A-122)', () => {
    expect(heldBy(INDIVIDUAL_FOLLOW_UP, 'kön')).toEqual(['placement.registered /person/legalSex']);
    expect(heldBy(INDIVIDUAL_FOLLOW_UP, 'ålder')).toEqual(['placement.registered /person/birthDate']);
    expect(heldBy(INDIVIDUAL_FOLLOW_UP, 'om målen uppfyllts')).toEqual(['sip.followedUp /outcome']);
  });
});

describe('what is reported to the register', () => {
  it('has its days from the facts of the placement, and says of countries of birth that no fact tells them (A-123)', () => {
    expect(heldBy(CHILDREN_REGISTER, 'datum för beslut')).toEqual(['placement.decided /decidedOn']);
    expect(heldBy(CHILDREN_REGISTER, 'datum för placering')).toEqual(['placement.started /startedOn']);
    expect(heldBy(CHILDREN_REGISTER, 'datum för avslut')).toEqual(['placement.ended /endedOn']);
    const lacking = CHILDREN_REGISTER.fields.filter(({ lacks }) => lacks === 'no fact tells it').map(({ en }) => en);
    expect(lacking).toEqual(["the child's country of birth", "the parents' country of birth"]);
  });
});
