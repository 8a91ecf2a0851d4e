import { FACT_ENTRIES, STREAMS } from '#domain';
import { attemptsOf, MIGHT_TELL, STRANGERS, TAKEN, TRIED_TYPES } from './who-tells.js';

/** The facts by which a thing begins: anybody may have one of its own. */
const OPENERS: ReadonlySet<string> = new Set(
  Object.values(STREAMS).flatMap(({ subjects }) => subjects.map(({ kind, openedBy }) => `${kind}.${openedBy}`)),
);

describe('who may tell what', () => {
  it('is tried of every type of fact that is of a person', () => {
    const ofPeople = Object.keys(FACT_ENTRIES).filter((type) => !type.startsWith('agreement.'));
    expect([...TRIED_TYPES].filter((type) => !type.endsWith('.annulled')).sort()).toEqual(
      ofPeople.filter((type) => !type.endsWith('.annulled')).sort(),
    );
  });

  it('of every type is tried by all who might, and of none that is begun by who has no part in it', () => {
    for (const type of TRIED_TYPES) {
      const answers = attemptsOf(type).map(({ by, answer }) => ({ by, isTaken: TAKEN.includes(answer) }));
      expect([type, answers.map(({ by }) => by).sort()]).toEqual([type, [...MIGHT_TELL].sort()]);
      if (OPENERS.has(type)) continue;
      const strange = answers.filter(({ by, isTaken }) => isTaken && STRANGERS.includes(by));
      expect([type, strange]).toEqual([type, []]);
    }
  });

  it('is somebody’s, of every type but what is told at a door of its own, and the review of that', () => {
    const nobodys = TRIED_TYPES.filter((type) => !attemptsOf(type).some(({ answer }) => TAKEN.includes(answer)));
    expect(nobodys).toEqual([
      ...['placement.emergencyAccess', 'placement.emergencyAccessApproved', 'placement.emergencyAccessReviewed'],
    ]);
  });

  it('is for many types not everybody’s', () => {
    const refused = TRIED_TYPES.filter((type) =>
      attemptsOf(type).some(({ answer }) => answer === 'NotYourFactToState'),
    );
    expect(refused.length).toBeGreaterThan(TRIED_TYPES.length / 2);
  });
});
