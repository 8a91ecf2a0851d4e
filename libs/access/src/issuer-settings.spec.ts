import { writeFileSync } from 'node:fs';
import { issuersIn, issuersOf } from '#access';
import { BadSetting } from '#engines';
import { temporaryFile } from '../../../test/support/temporary-folder.js';

const one = { issuer: 'https://idp.example', jwks: 'https://idp.example/jwks', audience: 'urn:hvb-hub' };
const wrong = (more: object): string => {
  try {
    issuersOf([{ ...one, ...more }]);
    return '';
  } catch (error) {
    if (!(error instanceof BadSetting)) throw error;
    return error.message;
  }
};

describe('the issuers that an installation trusts', () => {
  it('are none without a file, else those of its list, with the usual claims where none are said', () => {
    expect(issuersIn(undefined)).toEqual([]);
    const file = temporaryFile('issuers.json');
    writeFileSync(file, JSON.stringify([one]));
    expect(issuersIn(file)).toMatchObject([
      {
        ...{ issuer: one.issuer, audience: one.audience, algorithms: ['ES256'] },
        names: { kind: 'elsewhere', roles: 'roles', unit: 'unit', person: 'sub', purposes: {} },
      },
    ]);
  });

  it('say how their tokens tell of roles, unit and person, and what their clients ask for', () => {
    const said = { roles: 'hvb_roles', unit: 'enhet', person: 'hsaid', purposes: { night: 'followUp' } };
    const [made] = issuersOf([{ ...one, ...said, algorithms: ['PS256', 'EdDSA'] }]);
    expect(made).toMatchObject({ names: said, algorithms: ['PS256', 'EdDSA'] });
  });

  it('have keys over https, or from this machine alone', () => {
    for (const jwks of ['https://a.example/k', 'http://127.0.0.1:8/k', 'http://localhost/k', 'http://[::1]:8/k'])
      expect(wrong({ jwks })).toBe('');
    for (const jwks of ['http://a.example/k', 'file:///k', 'k', 7, undefined])
      expect(wrong({ jwks })).toContain('/0/jwks');
  });

  it('are refused with a word that there is not, no audience, a shared secret, none or another purpose', () => {
    expect(wrong({ client: 'x' })).toContain('/0');
    for (const name of ['issuer', 'audience', 'roles', 'unit', 'person'])
      for (const value of ['', 7, null]) expect(wrong({ [name]: value })).toContain(`/0/${name}`);
    for (const algorithms of [['HS256'], ['none'], [], 'ES256', ['ES256', 'HS256']])
      expect(wrong({ algorithms })).toContain('/0/algorithms');
    for (const purposes of [{ night: 'curiosity' }, { night: 7 }, null, 'costs'])
      expect(wrong({ purposes })).toContain('/0/purposes');
  });

  it('are refused where the file is not there, is no JSON, no list, or names one twice', () => {
    const file = temporaryFile('issuers.json');
    expect(() => issuersIn(`${file}.not-there`)).toThrow(BadSetting);
    for (const text of ['{', '{}', JSON.stringify([one, one])]) {
      writeFileSync(file, text);
      expect(() => issuersIn(file)).toThrow(BadSetting);
    }
  });
});
