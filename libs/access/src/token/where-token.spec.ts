import { BadSetting } from '#engines';
import { tokenIn } from './where-token.js';

describe('where a master key in a token is, as the environment says it', () => {
  const all = {
    HVB_PKCS11_MODULE: '/lib/p11.so',
    HVB_PKCS11_TOKEN: 'hvb',
    HVB_PKCS11_PIN_FILE: '/run/pin',
    HVB_PKCS11_KEY: 'master 2026',
  };

  it('is the library, the token by label or serial number, the file of the PIN, and the key; or a second one', () => {
    const where = { module: '/lib/p11.so', pinFile: '/run/pin' };
    expect(tokenIn(all)).toEqual({ ...where, label: 'hvb', key: 'master 2026' });
    expect(
      tokenIn({
        ...all,
        HVB_PKCS11_TOKEN: '',
        HVB_PKCS11_SERIAL: '0a1b',
        HVB_PKCS11_KEY: '',
        HVB_SECOND_PKCS11_KEY: 'next',
      }),
    ).toEqual({
      ...{ ...where, serial: '0a1b', secondKey: 'next' },
    });
  });

  it('is nothing where no key of one is named', () => {
    expect(tokenIn({})).toBeUndefined();
    expect(tokenIn({ ...all, HVB_PKCS11_KEY: '' })).toBeUndefined();
  });

  it.each(['HVB_PKCS11_MODULE', 'HVB_PKCS11_TOKEN', 'HVB_PKCS11_PIN_FILE'])('is refused without %s', (name) => {
    expect(() => tokenIn({ ...all, [name]: '' })).toThrow(BadSetting);
    expect(() => tokenIn({ ...all, [name]: '' })).toThrow(name);
  });

  it('is refused where two masters are said to be the first, or the second; each beside the other is not', () => {
    const other = 'ab'.repeat(32);
    expect(() => tokenIn({ ...all, HVB_MASTER_KEY: other })).toThrow('HVB_MASTER_KEY, HVB_PKCS11_KEY');
    const both = { ...all, HVB_SECOND_PKCS11_KEY: 'next', HVB_SECOND_MASTER_KEY: other };
    expect(() => tokenIn(both)).toThrow('HVB_SECOND_MASTER_KEY, HVB_SECOND_PKCS11_KEY');
    expect(tokenIn({ ...all, HVB_SECOND_MASTER_KEY: other })?.key).toBe('master 2026');
    expect(
      tokenIn({ ...all, HVB_PKCS11_KEY: '', HVB_SECOND_PKCS11_KEY: 'next', HVB_MASTER_KEY: other })?.secondKey,
    ).toBe('next');
  });
});
