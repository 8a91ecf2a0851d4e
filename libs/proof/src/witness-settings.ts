/** The witnesses that a log asks, as its operator names them: `<key> <address>`, with semicolons between. */
import { BadSetting } from '#engines';
import { type Witness } from './ask-witness.js';
import { parseKeyText } from './note.js';

/** More would make a note longer than some readers take (signed-note: at least 16 signatures). */
const WITNESSES_MAX = 15;

/** Throws `BadSetting` where a key is no witness's, an address none of HTTP, or a name stands twice. */
export function witnessesIn(text: string | undefined): readonly Witness[] {
  const each = (text ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (each.length > WITNESSES_MAX) throw new BadSetting(`HVB_WITNESSES: at most ${WITNESSES_MAX}`);
  const witnesses = each.map(witnessIn);
  const names = new Set(witnesses.map(({ key }) => key.name));
  if (names.size < witnesses.length) throw new BadSetting('HVB_WITNESSES: a name stands twice');
  return witnesses;
}

function witnessIn(text: string): Witness {
  const [keyText = '', url = '', ...more] = text.split(/\s+/);
  const key = parseKeyText(keyText);
  if (key?.type !== 'cosignature') throw new BadSetting('HVB_WITNESSES: <key of a witness> <address>; …');
  if (more.length > 0 || !URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol))
    throw new BadSetting(`HVB_WITNESSES: ${key.name} has no address of HTTP`);
  return { key, url: url.replace(/\/+$/, '') };
}
