/** A request's headers, those that came twice told from those that hold a comma. */
import { type IncomingMessage } from 'node:http';

/** By name in small letters; a list where the header came more than once, which Node's own `headers` joins or drops. */
export function headersAsSent({
  headersDistinct,
}: Pick<IncomingMessage, 'headersDistinct'>): Readonly<Record<string, string | string[]>> {
  const headers: Record<string, string | string[]> = {};
  for (const name of Object.keys(headersDistinct)) {
    const values = headersDistinct[name] ?? [];
    headers[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return headers;
}
