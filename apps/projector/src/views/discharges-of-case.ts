/** What is due, found and said of the discharges that name a placement, as far as the one who asks may see them. */
import { mainSubjectOf, streamNamed, subjectText, tiedTo, type StreamName } from '#domain';
import { DISCHARGE_SHOWN } from './discharge-shown.js';
import { readTimeline } from './read-timeline.js';
import { type Answering, type Beside } from './shown.js';
import { showing } from './showing.js';
import { seenUnder } from './under-mandate.js';

/** The discharges that name the placement and its person, each read as of the same day and position. */
export async function dischargesSeen({
  deps,
  read,
  reading,
  eyes,
  today,
  id,
}: Answering<'case'>): Promise<readonly Beside<'discharge'>[]> {
  const seen: Beside<'discharge'>[] = [];
  for (const stream of await deps.bearing.bearersOf(tiedTo(streamNamed('case', id)), reading.upTo)) {
    const own = stream as StreamName<'discharge'>;
    const one = await deps.reader.read(own, { asOf: reading.asOf, upTo: reading.upTo });
    const { discharge } = one.assessment;
    if (one.opened.erased.length > 0 || discharge?.placementId !== id) continue;
    if (discharge.personId !== read.assessment.placement?.personId) continue;
    const head = () => deps.reader.read(own, { asOf: today });
    const { caller, sight } = await seenUnder(eyes.caller, (who) => DISCHARGE_SHOWN.sight(who, one, head));
    if (sight !== 'nothing') seen.push({ one, show: await showing({ ...eyes, caller }, head) });
  }
  return seen;
}

/** What of them stands in the placement's timeline: each entry says which discharge it is of. */
export async function entriesOfDischarges(asking: Answering<'case'>): Promise<readonly object[]> {
  const { deps, reading } = asking;
  const all: object[] = [];
  for (const { one, show } of await dischargesSeen(asking)) {
    const { stream } = one.opened;
    const subject = subjectText(mainSubjectOf(stream));
    const entries = await readTimeline(deps, { stream, reading, show });
    all.push(...entries.map((entry) => ({ ...(entry as object), subject })));
  }
  return all;
}
