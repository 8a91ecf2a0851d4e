import { ACTS } from './index.js';

describe('an act', () => {
  it('is law from the day on which it came into force to the last day before another took its place (C-008, G-01)', () => {
    const days = ACTS.map(({ act, validFrom = null, validTo = null }) => [act, validFrom, validTo]);
    expect(days).toEqual([
      ['SoL 2001:453', '2002-01-01', '2025-06-30'],
      ['SoL 2025:400', '2025-07-01', null],
      ['LVU 1990:52', '1990-07-01', null],
      ['LVM 1988:870', '1989-01-01', null],
      ['HSL 2017:30', '2017-04-01', null],
      ['OSL 2009:400', '2009-06-30', null],
      ['Lag 2017:612', '2018-01-01', null],
      ['LSS 1993:387', '1994-01-01', null],
      ['FB 1949:381', '1950-01-01', null],
      ['Tandvårdslagen 1985:125', '1986-01-01', null],
      ['Skollagen 2010:800', '2010-08-01', null],
      ['Folkbokföringslagen 1991:481', '1991-07-01', null],
      ['PDL 2008:355', '2008-07-01', null],
      ['BrB 1962:700', '1965-01-01', null],
      ['FL 2017:900', '2018-07-01', null],
      ['Lag 1930:173', null, null],
      ['Lag 1989:253', '1990-01-01', null],
    ]);
  });
});
