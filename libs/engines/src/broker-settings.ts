/** What the environment says of the broker. */
import { BadSetting, fileIn, given, required, wordOf, type Environment } from './environment.js';

export interface BrokerTls {
  /** PEM texts. Without `ca` the system's authorities are trusted; `cert` and `key` are this client's own. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface BrokerSasl {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

export interface BrokerSettings {
  /** `host:port` */
  readonly brokers: readonly string[];
  readonly group: string;
  readonly tls?: BrokerTls;
  readonly sasl?: BrokerSasl;
}

const GROUP_DEFAULT = 'hvb-hub';
const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const HOST_AND_PORT = /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):\d{1,5}$/;
const GROUP = /^[A-Za-z0-9._-]{1,249}$/;

/**
 * `HVB_KAFKA_BROKERS`, `HVB_KAFKA_TLS`, `HVB_KAFKA_CA_FILE`, `HVB_KAFKA_CERT_FILE`, `HVB_KAFKA_KEY_FILE`, `HVB_KAFKA_SASL`,
 * `HVB_KAFKA_USERNAME`, `HVB_KAFKA_PASSWORD` and `HVB_KAFKA_GROUP`; undefined where no broker is named. Throws `BadSetting`.
 */
export function brokerSettings(environment: Environment): BrokerSettings | undefined {
  const brokers = given(environment, 'HVB_KAFKA_BROKERS');
  if (brokers === undefined) return undefined;
  const tls = tlsOf(environment);
  const sasl = saslOf(environment);
  return {
    brokers: brokersOf(brokers),
    group: groupOf(environment),
    ...(tls === undefined ? {} : { tls }),
    ...(sasl === undefined ? {} : { sasl }),
  };
}

function brokersOf(text: string): readonly string[] {
  const brokers = text.split(',').map((broker) => broker.trim());
  if (brokers.every((broker) => HOST_AND_PORT.test(broker))) return brokers;
  throw new BadSetting('HVB_KAFKA_BROKERS: host:port[,host:port …]');
}

function groupOf(environment: Environment): string {
  const group = given(environment, 'HVB_KAFKA_GROUP') ?? GROUP_DEFAULT;
  if (GROUP.test(group)) return group;
  throw new BadSetting('HVB_KAFKA_GROUP: A–Z a–z 0–9 . _ -');
}

function tlsOf(environment: Environment): BrokerTls | undefined {
  const ca = fileIn(environment, 'HVB_KAFKA_CA_FILE');
  const cert = fileIn(environment, 'HVB_KAFKA_CERT_FILE');
  const key = fileIn(environment, 'HVB_KAFKA_KEY_FILE');
  if ((cert === undefined) !== (key === undefined)) {
    throw new BadSetting('HVB_KAFKA_CERT_FILE, HVB_KAFKA_KEY_FILE: båda eller ingen (both or neither)');
  }
  const files = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
  };
  if (wordOf(environment, 'HVB_KAFKA_TLS', ['true', 'false']) === 'true') return files;
  if (Object.keys(files).length === 0) return undefined;
  throw new BadSetting('HVB_KAFKA_TLS: true, när certifikat anges (where certificates are given)');
}

function saslOf(environment: Environment): BrokerSasl | undefined {
  const mechanism = wordOf(environment, 'HVB_KAFKA_SASL', MECHANISMS);
  if (mechanism === undefined) {
    if (given(environment, 'HVB_KAFKA_USERNAME') === undefined) return undefined;
    throw new BadSetting(`HVB_KAFKA_SASL: ${MECHANISMS.join(' | ')}`);
  }
  const expected = 'med HVB_KAFKA_SASL (with HVB_KAFKA_SASL)';
  return {
    mechanism,
    username: required(environment, 'HVB_KAFKA_USERNAME', expected),
    password: required(environment, 'HVB_KAFKA_PASSWORD', expected),
  };
}
