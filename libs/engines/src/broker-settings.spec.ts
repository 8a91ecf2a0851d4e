import { writeFileSync } from 'node:fs';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { brokerSettings } from './broker-settings.js';
import { BadSetting } from './environment.js';

const HVB_KAFKA_BROKERS = 'kafka-1:9092, kafka-2:9092';

describe('what the environment says of the broker', () => {
  it('need not be anything: then there is none', () => {
    expect(brokerSettings({})).toBeUndefined();
    expect(brokerSettings({ HVB_KAFKA_BROKERS: '', HVB_KAFKA_SASL: 'plain' })).toBeUndefined();
  });

  it('is where it is, and the group of the hubs', () => {
    expect(brokerSettings({ HVB_KAFKA_BROKERS })).toEqual({
      brokers: ['kafka-1:9092', 'kafka-2:9092'],
      group: 'hvb-hub',
    });
    expect(brokerSettings({ HVB_KAFKA_BROKERS: '[::1]:9092', HVB_KAFKA_GROUP: 'other' })).toEqual({
      brokers: ['[::1]:9092'],
      group: 'other',
    });
  });

  it('is how the hub is known to it: by TLS, by a certificate of its own, by name and password', () => {
    const file = (text: string): string => {
      const path = temporaryFile('pem');
      writeFileSync(path, text);
      return path;
    };
    expect(
      brokerSettings({
        HVB_KAFKA_BROKERS,
        HVB_KAFKA_TLS: 'true',
        HVB_KAFKA_CA_FILE: file('ca'),
        HVB_KAFKA_CERT_FILE: file('cert'),
        HVB_KAFKA_KEY_FILE: file('key'),
        HVB_KAFKA_SASL: 'scram-sha-512',
        HVB_KAFKA_USERNAME: 'hvb-hub',
        HVB_KAFKA_PASSWORD: 'secret',
      }),
    ).toMatchObject({
      tls: { ca: 'ca', cert: 'cert', key: 'key' },
      sasl: { mechanism: 'scram-sha-512', username: 'hvb-hub', password: 'secret' },
    });
    expect(brokerSettings({ HVB_KAFKA_BROKERS, HVB_KAFKA_TLS: 'true' })?.tls).toEqual({});
    expect(brokerSettings({ HVB_KAFKA_BROKERS, HVB_KAFKA_TLS: 'false' })?.tls).toBeUndefined();
  });

  it.each([
    ['HVB_KAFKA_BROKERS', { HVB_KAFKA_BROKERS: 'kafka' }],
    ['HVB_KAFKA_GROUP', { HVB_KAFKA_GROUP: 'a group' }],
    ['HVB_KAFKA_TLS', { HVB_KAFKA_TLS: 'yes' }],
    ['HVB_KAFKA_TLS', { HVB_KAFKA_CA_FILE: '/dev/null' }],
    ['HVB_KAFKA_CA_FILE', { HVB_KAFKA_TLS: 'true', HVB_KAFKA_CA_FILE: '/nowhere/ca.pem' }],
    ['HVB_KAFKA_KEY_FILE', { HVB_KAFKA_TLS: 'true', HVB_KAFKA_CERT_FILE: '/dev/null' }],
    ['HVB_KAFKA_SASL', { HVB_KAFKA_SASL: 'gssapi' }],
    ['HVB_KAFKA_SASL', { HVB_KAFKA_USERNAME: 'hvb-hub' }],
    ['HVB_KAFKA_USERNAME', { HVB_KAFKA_SASL: 'plain' }],
    ['HVB_KAFKA_PASSWORD', { HVB_KAFKA_SASL: 'plain', HVB_KAFKA_USERNAME: 'hvb-hub' }],
  ])('is refused by the name of the variable that cannot be: %s', (name, said) => {
    const read = () => brokerSettings({ HVB_KAFKA_BROKERS, ...said });
    expect(read).toThrow(BadSetting);
    expect(read).toThrow(name);
  });
});
