/** Looks for a text in bytes as it may lie there: in UTF-8, in UTF-16 of either order, and within base64. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BITS_PER_CHARACTER = 6;

/** The characters of base64 that a text leaves wherever in it the text begins: once for each place within a group of three. */
function inBase64(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const first = Math.ceil((offset * 8) / BITS_PER_CHARACTER);
    const end = Math.floor(((offset + bytes.length) * 8) / BITS_PER_CHARACTER);
    return Buffer.from(encoded.slice(first, end));
  });
}

/** Every form in which the bytes of a text may lie. */
export function formsOf(text: string): readonly Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le');
  return [Buffer.from(text), utf16, Buffer.from(utf16).swap16(), ...inBase64(text)];
}

/** The texts that are found in the bytes in any form. */
export function foundIn(bytes: Buffer, texts: readonly string[]): readonly string[] {
  return texts.filter((text) => formsOf(text).some((form) => bytes.includes(form)));
}

/** Every file under a folder. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

/** What is found in which file. */
export function foundUnder(folder: string, texts: readonly string[]): readonly string[] {
  return filesIn(folder).flatMap((path) => foundIn(readFileSync(path), texts).map((text) => `${text} in ${path}`));
}
