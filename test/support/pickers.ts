/** What facts' samples are made by: the first of everything, or by numbers drawn. */
import { addDays, type Day, type KommunCode, type PartyId, type Picker } from '#domain';
import { PLACING_PARTY, REGION, uuid } from './case-defaults.data.js';

const FIRST = '2026-01-01' as Day;
export const SPAN_DAYS = 900;
const IDS_OF_A_THING = 3;

const KOMMUNER = ['2080', '2081', '0380', '2180'] as KommunCode[];
/** Those of the story mostly, and now and then another. */
const PARTIES = {
  kommun: [PLACING_PARTY, PLACING_PARTY, PLACING_PARTY, 'kommun-2081.socialnamnden' as PartyId],
  region: [REGION, REGION, REGION, 'region-21' as PartyId],
};
const TEXTS = ['Så som de kom överens', 'Ett annat ord'];

/** Picks by numbers from 0, one drawn for each choice; `messages` are the ids that may be named. */
export function pickerBy(draw: () => number, messages: readonly string[] = ['m1']): Picker {
  const oneOf = <Value>(values: readonly Value[]): Value => values[draw() % values.length]!;
  const integer = (min: number, max: number): number => min + (draw() % (max - min + 1));
  return {
    oneOf,
    integer,
    yesNo: () => oneOf([true, false]),
    maybe: (members) => (oneOf([true, false]) ? members : {}),
    day: (from = FIRST) => addDays(from, integer(0, SPAN_DAYS)),
    uuid: (thing) => uuid(`${thing}/${integer(1, IDS_OF_A_THING)}`),
    message: () => oneOf(messages),
    party: (kind) => oneOf(PARTIES[kind]),
    kommun: () => oneOf(KOMMUNER),
    text: () => oneOf(TEXTS),
  };
}

/** The first of everything, with nothing left out. */
export const theFirst: Picker = pickerBy(() => 0);
