/** To whom a thing is known that is asked after by its name: all who see anything of it, and nobody else but their own. */
import { controllerOf, GOTLAND, isOfGotland, legalPerson, type PartyId } from '#domain';
import { BELONGING } from './columns.js';
import { type Table } from './list.js';

/** An authority as itself, or with all nämnder and units of its legal person. */
export type Asker = string;

/** That a thing is known to somebody. */
export interface KnownRow {
  /** The name of a stream; of a deviation that stands with its placement that of the stream which it would have. */
  readonly thing: string;
  readonly asker: Asker;
}

/** Gotland's kommun and region are one legal person (SoL 4:4). */
const wholeOf = (party: PartyId): PartyId => (isOfGotland(party) ? GOTLAND : legalPerson(party));
const withParts = (whole: PartyId): Asker => `${whole}.*`;

/** One named for itself: a nämnd is an authority, a region's units are the region (D-026). */
export const named = (party: PartyId): readonly Asker[] => [controllerOf(party)];

/** One named with its nämnder or units, where it is a legal person (A-097, D-015). */
export const namedWithParts = (party: PartyId): readonly Asker[] =>
  party === legalPerson(party) || isOfGotland(party) ? [...named(party), withParts(wholeOf(party))] : named(party);

/** All auditors: an agreement is about nobody. */
export const AUDITORS: Asker = 'auditor';

/** Under which names somebody who asks may be known. */
export const askersOf = (party: PartyId): readonly Asker[] => [controllerOf(party), withParts(wholeOf(party))];

export const KNOWN_TO: Table<KnownRow> = {
  name: 'known_to',
  about:
    'To whom a thing is known that is asked after by its id: all who have a part in it or had one, have said something of it, or are named by a ground. Whoever does not stand here is answered as of an id that never was, before anything is opened; what of it one who does is shown is told by its stream, never by this.',
  columns: {
    stream: BELONGING.stream,
    thing: {
      type: 'text',
      meaning: 'The name that it is looked up by: that of its stream; of a deviation in a case `deviation-<uuid>`',
      value: ({ row }) => row.thing,
    },
    asker: {
      type: 'text',
      meaning: 'The authority; `<legal person>.*` with all of its nämnder or units; `auditor` of what is about nobody',
      value: ({ row }) => row.asker,
    },
  },
  key: ['stream', 'thing', 'asker'],
  owner: 'stream',
  lookedUpBy: ['thing', 'asker'],
};
