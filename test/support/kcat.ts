/** `kcat`, a Kafka client in C of another origin than the one used here: the witness of what is on a broker. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface KcatMessage {
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Kcat {
  /** Sends values in order, one line each, every one with these headers. Throws with what kcat says. */
  produce(topic: string, messages: readonly KeyedValue[], headers?: Readonly<Record<string, string>>): Promise<void>;
  /** Sends one value with kcat's own words, as `-z zstd` or `-H name`, which is a header whose value is null. */
  send(topic: string, given: KeyedValue, ...words: readonly string[]): Promise<void>;
  /** Everything that is in a topic now, of each partition in order. */
  consume(topic: string): Promise<readonly KcatMessage[]>;
}

export interface KeyedValue {
  readonly key: string;
  readonly value: string;
}

/** Nothing ends a value before the input does. */
const NEVER = '\\x1e';

/** Settings are librdkafka's, as `security.protocol`. */
export function kcatOn(brokers: string, settings: Readonly<Record<string, string>> = {}): Kcat {
  const set = Object.entries(settings).flatMap(([name, value]) => ['-X', `${name}=${value}`]);
  const kcat = (input: string, ...args: readonly string[]) => run(['-b', brokers, ...set, ...args], input);
  return {
    produce: async (topic, messages, headers = {}) => {
      const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
      const lines = messages.map(({ key, value }) => `${key}\x1f${value}\n`).join('');
      await kcat(lines, '-P', '-t', topic, '-K', '\\x1f', ...given);
    },
    send: async (topic, { key, value }, ...words) => {
      await kcat(value, '-P', '-t', topic, '-k', key, '-D', NEVER, ...words);
    },
    consume: async (topic) => {
      const output = await kcat('', '-C', '-t', topic, '-o', 'beginning', '-e', '-q', '-J');
      return output.split('\n').filter(Boolean).map(messageOf);
    },
  };
}

async function run(args: readonly string[], input: string): Promise<string> {
  const child = spawn('kcat', args);
  child.stdin.end(input);
  const [said, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`kcat: ${complaint}`);
  return said;
}

interface KcatJson {
  readonly partition: number;
  readonly offset: number;
  readonly key?: string | null;
  readonly payload: string | null;
  /** Name, value, name, value. */
  readonly headers?: readonly string[];
}

function messageOf(line: string): KcatMessage {
  const { partition, offset, key = null, payload, headers = [] } = JSON.parse(line) as KcatJson;
  const pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1] ?? ''] as const] : []));
  return { partition, offset, key, value: payload, headers: Object.fromEntries(pairs) };
}
