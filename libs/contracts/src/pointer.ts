/** RFC 6901 pointers, made so that what a party wrote as a field's name cannot carry a person number into logs. */
import { holdsPersonNumber } from '#domain/facts';

const TOKEN_CHARS_MAX = 64;

/** A key as one token of a pointer; `…` in place of a name that is too long or holds a person number. */
export function pointerToken(key: string): string {
  if (key.length > TOKEN_CHARS_MAX || holdsPersonNumber(key)) return '…';
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
