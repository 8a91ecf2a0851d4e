/** Lists from the rows in PostgreSQL. */
import { type Database } from '#engines';
import { listsOver, type Dialect, type Word } from './list-sql.js';
import { type ListQuestion, type RowQueries } from './row-store.port.js';

const POSTGRES: Dialect = {
  dayText: (column) => `day_text(${column})`,
  members: (column) => `json_array_elements_text(${column}) named(value)`,
};

/** What a word is to the server, where it is no text. */
const TYPES: { readonly [W in Word]?: string } = { asOf: 'date', today: 'date', dueBefore: 'date', limit: 'integer' };

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
    return `$${words.indexOf(word) + 1}::${TYPES[word] ?? 'text'}`;
  });
  return { sql, words };
}

const NUL = '\0';

/** No text in the database holds a NUL, which it cannot even be asked about: after `a`, NUL and what follows comes what is after `a`. */
const asText = (text: string): string => text.split(NUL, 1)[0] ?? '';

const isUnheardOf = (question: ListQuestion): boolean =>
  Object.entries(question).some(([word, value]) => word !== 'after' && String(value).includes(NUL));

/** The lists over `database`. */
export function postgresRowQueries(database: Pick<Database, 'query'>): RowQueries {
  const statements = new Map<string, Numbered>();
  return listsOver(POSTGRES, async (named, question) => {
    if (isUnheardOf(question)) return [];
    const known = statements.get(named);
    const statement = known ?? numbered(named);
    if (!known) statements.set(named, statement);
    const values = statement.words.map((word) => (word === 'after' ? asText(question.after ?? '') : question[word]));
    return database.query(statement.sql, values);
  });
}
