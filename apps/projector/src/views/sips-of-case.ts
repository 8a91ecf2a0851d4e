/** What is due and found in the SIPs of a placement, as far as the one who asks may see them. */
import { type AssessedAs } from '#cases';
import { sipsOfCase, storyOf, streamNamed, stateOf } from '#domain';
import { nameOfThings } from './names.js';
import { type Answering } from './shown.js';
import { SIP_SHOWN } from './sip-shown.js';

/** The SIPs that bear on the case (D7), each read as of the same day and position. */
export async function sipsSeen({
  deps,
  read,
  reading,
  caller,
}: Answering<'case'>): Promise<readonly AssessedAs<'sip'>[]> {
  const { surroundings } = read.surroundings;
  if (surroundings.sips.length === 0) return [];
  const story = storyOf(stateOf<'case'>(read.opened), surroundings, reading.asOf, nameOfThings);
  const seen: AssessedAs<'sip'>[] = [];
  for (const { sip } of sipsOfCase(story)) {
    const stream = streamNamed('sip', sip.sipId);
    const one = await deps.reader.read(stream, { asOf: reading.asOf, upTo: reading.upTo });
    const head = () => deps.reader.read(stream, { asOf: read.assessment.asOf });
    if (one.opened.erased.length === 0 && (await SIP_SHOWN.sight(caller, one, head)) !== 'nothing') seen.push(one);
  }
  return seen;
}
