import { BadSetting, fileIn, given, logLevelIn, portOf, required, wordOf } from './environment.js';

const refusedFor = (name: string, read: () => unknown): void => {
  expect(read).toThrow(BadSetting);
  expect(read).toThrow(name);
};

describe('a variable of the environment', () => {
  it('that is empty is one that is not set', () => {
    expect(given({ HVB_HOST: '' }, 'HVB_HOST')).toBeUndefined();
    expect(given({}, 'HVB_HOST')).toBeUndefined();
    expect(given({ HVB_HOST: '::' }, 'HVB_HOST')).toBe('::');
  });

  it('that must be set is refused by its name where it is not', () => {
    expect(required({ HVB_DATABASE_URL: 'postgres://h/d' }, 'HVB_DATABASE_URL', 'postgres://…')).toBe('postgres://h/d');
    refusedFor('HVB_DATABASE_URL', () => required({ HVB_DATABASE_URL: '' }, 'HVB_DATABASE_URL', 'postgres://…'));
  });

  it.each(['abc', '65536', '-1', '3000.5', ''])('is refused as a port: %j', (text) => {
    expect(portOf('0', 'HVB_PORT')).toBe(0);
    expect(portOf('65535', 'HVB_PORT')).toBe(65_535);
    refusedFor('HVB_PORT', () => portOf(text, 'HVB_PORT'));
  });

  it('that takes a few words takes no other', () => {
    expect(wordOf({ HVB_KAFKA_SASL: 'plain' }, 'HVB_KAFKA_SASL', ['plain'])).toBe('plain');
    expect(wordOf({}, 'HVB_KAFKA_SASL', ['plain'])).toBeUndefined();
    refusedFor('HVB_KAFKA_SASL', () => wordOf({ HVB_KAFKA_SASL: 'PLAIN' }, 'HVB_KAFKA_SASL', ['plain']));
    expect(logLevelIn({ HVB_LOG_LEVEL: 'warn' })).toBe('warn');
    refusedFor('HVB_LOG_LEVEL', () => logLevelIn({ HVB_LOG_LEVEL: 'loud' }));
  });

  it('that names a file gives its text, or is refused where it cannot be read', () => {
    expect(fileIn({ HVB_KAFKA_CA_FILE: 'package.json' }, 'HVB_KAFKA_CA_FILE')).toContain('hvb-hub');
    expect(fileIn({}, 'HVB_KAFKA_CA_FILE')).toBeUndefined();
    refusedFor('HVB_KAFKA_CA_FILE', () => fileIn({ HVB_KAFKA_CA_FILE: 'no/such/file' }, 'HVB_KAFKA_CA_FILE'));
  });
});
