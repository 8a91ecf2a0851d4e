import { isHsaId, isOrganisationsnummer } from './index.js';

describe('an organisationsnummer', () => {
  it.each(['232100-0016', '2321000016', '232100-0131', '232100-0024', '202100-5489'])('%s is valid', (text) => {
    expect(isOrganisationsnummer(text)).toBe(true);
  });

  it.each(['232100-0017', '811218-9876', '232100-001', '23210-00016', 'SE2321000016', ''])('%j is none', (text) => {
    expect(isOrganisationsnummer(text)).toBe(false);
  });
});

describe('an HSA-id', () => {
  it.each(['SE2321000131-E000000000001', 'SE2321000016-1', 'SE2321000016-abcDEF0123456789xy'])(
    '%s is valid',
    (text) => {
      expect(isHsaId(text)).toBe(true);
    },
  );

  it.each([
    ['SE2321000017-1', 'a wrong check digit'],
    ['SE2321000016-', 'nothing after the hyphen'],
    ['SE2321000016-å', 'an å'],
    ['SE2321000016-1234567890123456789', '33 characters'],
    ['SE232100-0016-1', 'a hyphen in the number'],
    ['2321000016-1', 'no SE'],
  ])('%s is none: it has %s', (text) => {
    expect(isHsaId(text)).toBe(false);
  });
});
