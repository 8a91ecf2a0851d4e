/** Free text: something to read, of a bounded length as JSON Schema counts it. */

/** Not blank, and no control characters but tab and line ends. A pattern of JSON Schema. */
export const READABLE = '^(?=[\\s\\S]*\\S)[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]*$';
const READABLE_FORM = new RegExp(READABLE, 'u');
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Code points of a text, not UTF-16 units. */
export function charactersIn(text: string): number {
  return text.length - (text.match(SURROGATE_PAIR)?.length ?? 0);
}

/** True for readable text of at most `charsMax` code points. */
export function isReadableText(text: string, charsMax: number): boolean {
  return (text.length <= charsMax || charactersIn(text) <= charsMax) && READABLE_FORM.test(text);
}
