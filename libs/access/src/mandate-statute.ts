/** The section by which an auditor has a mandate: in the form in which the ledger keeps it. */
import { type StatuteRef } from '#domain/facts';

/** `SoL 2025:400 22:1`, `KL 2017:725 12:1`: the act with its number, and the section. Written so that every dialect reads it. */
export const MANDATE_STATUTE =
  '^[A-Za-z\\u00C0-\\u024F-]{1,20} [0-9]{4}:[0-9]{1,4} [0-9]{1,3}( [a-z])?(:[0-9]{1,3}( [a-z])?)?( [a-z]{1,2} [0-9]{1,2}){0,2}$';
const FORM = new RegExp(MANDATE_STATUTE);

/** The section that a text names; undefined where it names none. */
export function statuteOfMandate(text: string): StatuteRef | undefined {
  if (!FORM.test(text)) return undefined;
  const [act, number, ...section] = text.split(' ');
  return { act: `${act} ${number}`, section: section.join(' ') };
}
