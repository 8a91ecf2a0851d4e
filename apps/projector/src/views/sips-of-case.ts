/** What is due and found in the SIPs of a placement, as far as the one who asks may see them. */
import { sipsOfCase, storyOf, streamNamed, stateOf } from '#domain';
import { nameOfThings } from './names.js';
import { type Answering, type Beside } from './shown.js';
import { showing } from './showing.js';
import { SIP_SHOWN } from './sip-shown.js';
import { seenUnder } from './under-mandate.js';

/** The SIPs that bear on the case (D7), each read as of the same day and position. */
export async function sipsSeen({
  deps,
  read,
  reading,
  eyes,
  today,
}: Answering<'case'>): Promise<readonly Beside<'sip'>[]> {
  const { surroundings } = read.surroundings;
  if (surroundings.sips.length === 0) return [];
  const story = storyOf(stateOf<'case'>(read.opened), surroundings, reading.asOf, nameOfThings);
  const seen: Beside<'sip'>[] = [];
  for (const { sip } of sipsOfCase(story)) {
    const stream = streamNamed('sip', sip.sipId);
    const one = await deps.reader.read(stream, { asOf: reading.asOf, upTo: reading.upTo });
    const head = () => deps.reader.read(stream, { asOf: today });
    if (one.opened.erased.length > 0) continue;
    const { caller, sight } = await seenUnder(eyes.caller, (who) => SIP_SHOWN.sight(who, one, head));
    if (sight !== 'nothing') seen.push({ one, show: await showing({ ...eyes, caller }, head) });
  }
  return seen;
}
