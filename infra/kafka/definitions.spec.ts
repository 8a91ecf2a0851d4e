import { readFileSync } from 'node:fs';
import { EVENT_BYTES_MAX, readTopic } from '#contracts';
import { definitionsFile } from './apply-topics.kafka.js';
import { wantedOf, type WantedAccess, type WantedOptions } from './definitions.js';

const yaml = readFileSync(definitionsFile(), 'utf8');
const of = (options: Partial<WantedOptions> = {}) =>
  wantedOf(yaml, { parties: ['region-20', 'region-20.bup'], replicas: 3, group: 'hvb-hub', ...options });

/** As the broker matches: a literal name, or the beginning of one. */
const matches = (access: WantedAccess, resource: 'topic' | 'group', name: string) =>
  access.resource === resource && (access.pattern === 'literal' ? access.name === name : name.startsWith(access.name));
const may = (principal: string, operation: string, resource: 'topic' | 'group', name: string) =>
  of().access.some(
    (access) =>
      access.principal === `User:${principal}` && access.operation === operation && matches(access, resource, name),
  );

describe('the topics of a party', () => {
  const { topics } = of();

  it('are one of each kind, named as the hub looks for them', () => {
    expect(topics.map(({ name }) => readTopic(name))).toEqual(
      ['region-20', 'region-20.bup'].flatMap((party) =>
        ['submissions', 'receipts', 'quarantine', 'feed'].map((kind) => ({ kind, party })),
      ),
    );
  });

  it('take the largest event that the hub takes, with room for its headers, and are acknowledged by two brokers', () => {
    for (const { config } of topics) {
      expect(Number(config['max.message.bytes'])).toBeGreaterThanOrEqual(EVENT_BYTES_MAX * 1.25);
      expect(config['min.insync.replicas']).toBe('2');
      expect(config['cleanup.policy']).toBe('delete');
    }
  });

  it('ask for no more in-sync copies than there are copies', () => {
    expect(of({ replicas: 1 }).topics.map(({ config }) => config['min.insync.replicas'])).toEqual(Array(8).fill('1'));
  });

  it('are made once where a party is named twice, and for no name that is no party’s', () => {
    expect(of({ parties: ['region-20', 'region-20'] }).topics).toHaveLength(4);
    expect(() => of({ parties: ['någon'] })).toThrow(RangeError);
  });
});

describe('access to the topics', () => {
  it('lets a party write its submissions and read what is for it', () => {
    expect(may('region-20', 'write', 'topic', 'hvb.submissions.region-20')).toBe(true);
    for (const kind of ['receipts', 'quarantine', 'feed']) {
      expect(may('region-20', 'read', 'topic', `hvb.${kind}.region-20`)).toBe(true);
      expect(may('region-20', 'write', 'topic', `hvb.${kind}.region-20`)).toBe(false);
    }
    expect(may('region-20', 'read', 'topic', 'hvb.submissions.region-20')).toBe(false);
  });

  it('lets no party touch what is another’s, be it a unit of its own', () => {
    for (const [one, other] of [
      ['region-20', 'region-20.bup'],
      ['region-20.bup', 'region-20'],
    ] as const) {
      for (const operation of ['read', 'write', 'describe']) {
        for (const kind of ['submissions', 'receipts', 'quarantine', 'feed']) {
          expect(may(one, operation, 'topic', `hvb.${kind}.${other}`)).toBe(false);
        }
      }
      expect(may(one, 'read', 'group', `${other}:sync`)).toBe(false);
      expect(may(one, 'read', 'group', `${one}:sync`)).toBe(true);
    }
    expect(may('region-20', 'read', 'group', 'hvb-hub')).toBe(false);
  });

  it('lets the hub take submissions and answer, and the projector write feeds, and neither do the other’s work', () => {
    expect(may('hvb-hub', 'read', 'topic', 'hvb.submissions.region-20')).toBe(true);
    expect(may('hvb-hub', 'read', 'group', 'hvb-hub')).toBe(true);
    expect(may('hvb-hub', 'write', 'topic', 'hvb.receipts.region-20')).toBe(true);
    expect(may('hvb-hub', 'write', 'topic', 'hvb.quarantine.region-20')).toBe(true);
    expect(may('hvb-hub', 'write', 'topic', 'hvb.submissions.region-20')).toBe(false);
    expect(may('hvb-hub', 'write', 'topic', 'hvb.feed.region-20')).toBe(false);
    expect(may('hvb-projector', 'write', 'topic', 'hvb.feed.region-20')).toBe(true);
    expect(may('hvb-projector', 'read', 'topic', 'hvb.submissions.region-20')).toBe(false);
    expect(may('hvb-projector', 'write', 'topic', 'hvb.receipts.region-20')).toBe(false);
  });

  it('names the hub’s group as it is set', () => {
    expect(of({ group: 'annan' }).access).toContainEqual({
      principal: 'User:hvb-hub',
      resource: 'group',
      name: 'annan',
      pattern: 'literal',
      operation: 'read',
    });
  });
});
