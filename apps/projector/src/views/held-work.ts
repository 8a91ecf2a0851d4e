/** What the hub holds of the asking party's own messages, as rows of the worklist. */
import { uuidOf } from '#cases';
import { PROBLEMS, type ProblemCode } from '#contracts';
import { stockholmDay, type Day, type PartyId } from '#domain';
import { workCursor, type WorkItem } from '../lists/work-readings.js';
import { type HeldByHub, type HeldMessage, type HeldRefused } from './held.port.js';

/** A row with its place in the list. */
export interface PlacedItem {
  readonly cursor: string;
  readonly item: WorkItem;
}

/** All of it, in the list's order. It waits for no known party where another has yet to speak, and for the sender where it was refused. */
export async function heldWork(held: HeldByHub, party: PartyId, today: Day): Promise<readonly PlacedItem[]> {
  const [waiting, refused] = await Promise.all([held.waiting(party), held.refused(party)]);
  return [
    ...waiting.map((one) => messageWaiting(one, party, today)),
    ...refused.map((one) => messageRefused(one, party)),
  ];
}

const WAITS = {
  sv: 'Ett eget meddelande väntar på det som det hänvisar till.',
  en: 'A message of your own waits for what it refers to.',
} as const;

function messageWaiting({ id, subject, keptAt, until }: HeldMessage, party: PartyId, today: Day): PlacedItem {
  const since = keptAt === null ? today : stockholmDay(keptAt);
  const place = { dueOn: until, severity: 'none', since, id: uuidOf('message', party, subject, id) } as const;
  return {
    cursor: workCursor(place),
    item: {
      ...{ kind: 'waiting', what: 'message', id, subject, waitsFor: [], mine: false, dueOn: until, since },
      ...{ message_sv: WAITS.sv, message_en: WAITS.en },
    },
  };
}

function messageRefused({ quarantineId: id, keptAt, code }: HeldRefused, party: PartyId): PlacedItem {
  const since = stockholmDay(keptAt);
  const { title_sv, title_en } = PROBLEMS[(Object.hasOwn(PROBLEMS, code) ? code : 'BadRequest') as ProblemCode];
  return {
    cursor: workCursor({ dueOn: null, severity: 'none', since, id }),
    item: {
      ...{
        kind: 'waiting',
        what: 'quarantined',
        id,
        subject: `quarantine/${id}`,
        waitsFor: [party],
        mine: true,
        since,
      },
      ...{ message_sv: title_sv, message_en: title_en },
    },
  };
}
