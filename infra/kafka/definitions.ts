/** What the broker is to hold: topics and access of some parties, worked out from `topics.yaml`. Knows no broker. */
import { parse } from 'yaml';
import { isPartyId, type PartyId } from '#domain/facts';
import { TOPIC_KINDS, topicOf, type TopicKind } from '#contracts';

export type Pattern = 'literal' | 'prefixed';
export type Operation = 'read' | 'write' | 'describe';

export interface WantedTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicas: number;
  /** Kafka's own names and texts. */
  readonly config: Readonly<Record<string, string>>;
}

export interface WantedAccess {
  /** `User:<name>` */
  readonly principal: string;
  readonly resource: 'topic' | 'group';
  readonly name: string;
  readonly pattern: Pattern;
  readonly operation: Operation;
}

export interface Wanted {
  readonly topics: readonly WantedTopic[];
  readonly access: readonly WantedAccess[];
}

interface Allowed {
  readonly topic?: string;
  readonly group?: string;
  readonly pattern: Pattern;
  readonly operations: readonly Operation[];
}

interface Definitions {
  readonly topics: Readonly<
    Record<TopicKind, { readonly partitions: number; readonly config: Record<string, unknown> }>
  >;
  readonly access: Readonly<
    Record<'hub' | 'projector' | 'party', { readonly principal: string; readonly allow: readonly Allowed[] }>
  >;
}

export interface WantedOptions {
  readonly parties: readonly string[];
  /** Copies of each partition; where there are fewer than two, one in-sync replica must do. */
  readonly replicas: number;
  /** The hub's consumer group. */
  readonly group: string;
}

const MIN_INSYNC = 'min.insync.replicas';

/** Topics and access for `parties`, from the text of `topics.yaml`. Throws `RangeError` for what is no party's id. */
export function wantedOf(yaml: string, { parties, replicas, group }: WantedOptions): Wanted {
  const { topics, access } = parse(yaml) as Definitions;
  const ids = [...new Set(parties)].map(partyId);
  const own = ids.flatMap((party) => allowed(access.party, { party }));
  return {
    topics: ids.flatMap((party) =>
      TOPIC_KINDS.map((kind) => {
        const { partitions, config } = topics[kind];
        return { name: topicOf(kind, party), partitions, replicas, config: texts(config, replicas) };
      }),
    ),
    access: [...allowed(access.hub, { group }), ...allowed(access.projector, {}), ...own],
  };
}

function partyId(text: string): PartyId {
  if (isPartyId(text)) return text;
  throw new RangeError(`${text}: not the id of a party, such as region-20 or kommun-2080.socialnamnden`);
}

function texts(config: Record<string, unknown>, replicas: number): Readonly<Record<string, string>> {
  const all = Object.entries(config).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(
    all.map(([name, value]) => [name, name === MIN_INSYNC ? String(Math.min(Number(value), replicas)) : value]),
  );
}

function allowed(
  who: Definitions['access']['party'],
  given: { readonly party?: string; readonly group?: string },
): readonly WantedAccess[] {
  const fill = (text: string): string =>
    text.replace(/\{(party|group)\}/g, (_, name: 'party' | 'group') => given[name] ?? '');
  return who.allow.flatMap(({ topic, group, pattern, operations }) =>
    operations.map((operation) => ({
      principal: `User:${fill(who.principal)}`,
      resource: topic === undefined ? ('group' as const) : ('topic' as const),
      name: fill(topic ?? group ?? ''),
      pattern,
      operation,
    })),
  );
}
