/** Who said a fact and when, for stories of one subject: at eight on its day, each a minute after the one before. */
import { type Instant, type Meta, type PartyId, type Subject } from '#domain';
import { day } from './case-builder.js';
import { uuid } from './case-defaults.data.js';
import { type How } from './case-steps.js';

const FIRST_MINUTE = 480;
const MINUTES_MAX = 600;

/** Of the fact at `revision`; its event is named by who says it, of what, and its own id. */
export function toldMeta(
  subject: Subject,
  revision: number,
  how: How & { readonly by: string; readonly at: string },
): Meta {
  const minute = FIRST_MINUTE + (revision % MINUTES_MAX);
  const pad = (n: number): string => String(n).padStart(2, '0');
  const time = `${how.at}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:00.000Z` as Instant;
  const messageId = how.id ?? `m${revision + 1}`;
  return {
    eventId: uuid(`event/${how.by}/${subject.id}/${messageId}`),
    subject,
    messageId,
    source: `/party/${how.by}`,
    party: how.by as PartyId,
    time,
    saidOn: day(how.at),
    ...(how.corrects === undefined ? {} : { corrects: how.corrects }),
    revision,
    recordedAt: time,
    recordedOn: day(how.at),
  };
}
