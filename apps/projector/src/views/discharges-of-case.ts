/** What is due, found and said of the discharges that name a placement, as far as the one who asks may see them. */
import { type AssessedAs } from '#cases';
import { mainSubjectOf, streamNamed, subjectText, tiedTo, type StreamName } from '#domain';
import { DISCHARGE_SHOWN } from './discharge-shown.js';
import { readTimeline } from './read-timeline.js';
import { type Answering } from './shown.js';

/** The discharges that name the placement and its person, each read as of the same day and position. */
export async function dischargesSeen({
  deps,
  read,
  reading,
  caller,
  id,
}: Answering<'case'>): Promise<readonly AssessedAs<'discharge'>[]> {
  const personId = read.assessment.placement?.personId;
  const seen: AssessedAs<'discharge'>[] = [];
  for (const stream of await deps.bearing.bearersOf(tiedTo(streamNamed('case', id)), reading.upTo)) {
    const own = stream as StreamName<'discharge'>;
    const one = await deps.reader.read(own, { asOf: reading.asOf, upTo: reading.upTo });
    const { discharge } = one.assessment;
    if (one.opened.erased.length > 0 || discharge?.placementId !== id || discharge.personId !== personId) continue;
    const head = () => deps.reader.read(own, { asOf: read.assessment.asOf });
    if ((await DISCHARGE_SHOWN.sight(caller, one, head)) !== 'nothing') seen.push(one);
  }
  return seen;
}

/** What of them stands in the placement's timeline: each entry says which discharge it is of. */
export async function entriesOfDischarges(asking: Answering<'case'>): Promise<readonly object[]> {
  const { deps, reading, caller, sight } = asking;
  const all: object[] = [];
  for (const { opened } of await dischargesSeen(asking)) {
    const subject = subjectText(mainSubjectOf(opened.stream));
    const entries = await readTimeline(deps, { stream: opened.stream, reading, caller, sight });
    all.push(...entries.map((entry) => ({ ...(entry as object), subject })));
  }
  return all;
}
