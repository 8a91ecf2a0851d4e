import { ACTS, AGES_AT_WHICH_CARE_ENDS, CARE_ACT_IDS, CARE_SECTIONS, groundsOf, sectionsOfAct } from '#domain';
import { CARE_ACTS } from './facts/care-acts.data.js';

describe('the acts of care', () => {
  it('are acts of the table of statutes', () => {
    const known = ACTS.map(({ act }) => act);
    for (const act of CARE_ACT_IDS) for (const name of CARE_ACTS[act].acts) expect(known).toContain(name);
    expect(CARE_ACT_IDS).toEqual(['SoL', 'LVU', 'LVM']);
  });

  it('have sections to tell apart by LVU only (A-054)', () => {
    expect(CARE_ACT_IDS.map(sectionsOfAct)).toEqual([[], ['2', '3', '6'], []]);
    expect(CARE_SECTIONS).toEqual(['2', '3', '6']);
  });

  it('have for each section its ages and what is done every sixth month (A-058, A-061, G-04)', () => {
    expect(groundsOf({ act: 'LVU', sections: ['2', '3', '6'] })).toEqual([
      { givenUnderAge: 18, endsAtAge: 18, interim: false, review: 'consideration' },
      { givenUnderAge: 20, endsAtAge: 21, interim: false, review: 'reexamination', specialHomes: true },
      { givenUnderAge: 20, endsAtAge: 20, interim: true, specialHomes: true },
    ]);
    expect(AGES_AT_WHICH_CARE_ENDS).toEqual([18, 20, 21]);
  });

  it('have none of another act’s sections', () => {
    expect(groundsOf({ act: 'LVM', sections: ['2'] })).toEqual([]);
    expect(groundsOf({ act: 'SoL' })).toEqual([]);
  });
});
