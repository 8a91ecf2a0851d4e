import { asDay } from '../../calendar/index.js';
import { ageGroupOn } from './age-group.js';

describe('the age group', () => {
  const bornOn = asDay('2004-03-10');

  it('is barn och unga up to and including age 20 (A-003)', () => {
    expect(ageGroupOn(bornOn, asDay('2025-03-09'))).toBe('barnOchUnga');
  });

  it('is vuxen on the twenty-first birthday and after it (A-003)', () => {
    expect(ageGroupOn(bornOn, asDay('2025-03-10'))).toBe('vuxen');
    expect(ageGroupOn(bornOn, asDay('2025-03-11'))).toBe('vuxen');
  });

  it('is not known of one whose birth date is erased', () => {
    expect(ageGroupOn(null, asDay('2025-03-10'))).toBeNull();
  });
});
