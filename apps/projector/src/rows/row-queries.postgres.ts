/** Lists from the rows in PostgreSQL. */
import { type Database } from '#engines';
import { NARROWING_WORDS, wordOf } from '../lists/words.js';
import { countedOver, countsOver, knownOver, listsOver, type RunList, type Word, type Words } from './list-sql.js';
import { POSTGRES } from './row-schema.postgres.js';
import { type RowStore } from './row-store.port.js';

/** What a word is to the server, where it is no text. */
const TYPES: ReadonlyMap<Word, string> = new Map<Word, string>([
  ...(['asOf', 'today', ...NARROWING_WORDS.filter((word) => wordOf(word).is === 'day')] as const).map(
    (word) => [word, 'date'] as const,
  ),
  ['limit', 'integer'],
  ['owned', 'json'],
  ['askers', 'json'],
]);

/** A statement with its values by number, and the words that they are of. */
interface Numbered {
  readonly sql: string;
  readonly words: readonly Word[];
}

function numbered(named: string): Numbered {
  const words: Word[] = [];
  const sql = named.replace(/@(\w+)/g, (_, name: string) => {
    const word = name as Word;
    if (!words.includes(word)) words.push(word);
    return `$${words.indexOf(word) + 1}::${TYPES.get(word) ?? 'text'}`;
  });
  return { sql, words };
}

const NUL = '\0';

/** No text in the database holds a NUL, which it cannot even be asked about: after `a`, NUL and what follows comes what is after `a`. */
const asText = (text: string): string => text.split(NUL, 1)[0] ?? '';

const isUnheardOf = (question: Words): boolean =>
  Object.entries(question).some(([word, value]) => word !== 'after' && String(value).includes(NUL));

/** The lists over `database`, and what is counted of them. */
export function postgresRowQueries(
  database: Pick<Database, 'query'>,
): Pick<RowStore, 'queries' | 'counted' | 'count' | 'isKnown'> {
  const statements = new Map<string, Numbered>();
  const run: RunList = async (named, question) => {
    if (isUnheardOf(question)) return [];
    const known = statements.get(named);
    const statement = known ?? numbered(named);
    if (!known) statements.set(named, statement);
    const values = statement.words.map((word) => (word === 'after' ? asText(question.after ?? '') : question[word]));
    return database.query(statement.sql, values);
  };
  return {
    queries: listsOver(POSTGRES, run),
    counted: countedOver(run),
    isKnown: knownOver(POSTGRES, run),
    count: countsOver(POSTGRES, run),
  };
}
