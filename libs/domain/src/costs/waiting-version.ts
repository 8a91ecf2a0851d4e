/** Whether the newest version of a cost allocation waits for somebody's approval. */
import { type Story } from '../story/story.js';
import { subjectText } from '../kernel/index.js';
import { waitingOf, type Waiting } from '../making/waiting.js';
import { newestOf } from './negotiation.js';
import { unsignedBy, type Version } from './versions.js';

/** A-098 "skriftlig kostnadsfördelning": the newest version that is not withdrawn, of those who have not signed it yet. */
export function waitingVersion(story: Story, versions: readonly Version[]): readonly Waiting[] {
  const newest = newestOf(versions);
  if (!newest) return [];
  const { number, proposed } = newest;
  return waitingOf(story, {
    what: 'costApproval',
    key: `${number}`,
    subject: subjectText({ kind: 'costAllocation', id: story.placementId }),
    waitsFor: unsignedBy(newest, story),
    since: proposed.meta.saidOn,
  });
}
