/** What is due, found and said of the discharges that name a placement, as far as the one who asks may see them. */
import { type AssessedAs } from '#cases';
import { mainSubjectOf, streamNamed, subjectText, tiedTo, type StreamName } from '#domain';
import { DISCHARGE_SHOWN } from './discharge-shown.js';
import { readTimeline } from './read-timeline.js';
import { type Answering } from './shown.js';

type Discharge = AssessedAs<'discharge'>;

/** The discharges that name the placement and its person, each read as of the same day and position. */
export const dischargesSeen = async (asking: Answering<'case'>): Promise<readonly Discharge[]> =>
  (await seenWithHeads(asking)).map(({ one }) => one);

interface SeenDischarge {
  readonly one: Discharge;
  readonly head: () => Promise<Discharge>;
}

async function seenWithHeads({
  deps,
  read,
  reading,
  caller,
  id,
}: Answering<'case'>): Promise<readonly SeenDischarge[]> {
  const personId = read.assessment.placement?.personId;
  const seen: SeenDischarge[] = [];
  for (const stream of await deps.bearing.bearersOf(tiedTo(streamNamed('case', id)), reading.upTo)) {
    const own = stream as StreamName<'discharge'>;
    const one = await deps.reader.read(own, { asOf: reading.asOf, upTo: reading.upTo });
    const { discharge } = one.assessment;
    if (one.opened.erased.length > 0 || discharge?.placementId !== id || discharge.personId !== personId) continue;
    const head = () => deps.reader.read(own, { asOf: read.assessment.asOf });
    if ((await DISCHARGE_SHOWN.sight(caller, one, head)) !== 'nothing') seen.push({ one, head });
  }
  return seen;
}

/** What of them stands in the placement's timeline: each entry says which discharge it is of. */
export async function entriesOfDischarges(asking: Answering<'case'>): Promise<readonly object[]> {
  const { deps, reading, caller } = asking;
  const all: object[] = [];
  for (const { one, head } of await seenWithHeads(asking)) {
    const { stream } = one.opened;
    const subject = subjectText(mainSubjectOf(stream));
    const entries = await readTimeline(deps, { stream, reading, caller, head });
    all.push(...entries.map((entry) => ({ ...(entry as object), subject })));
  }
  return all;
}
