/** Where an entry of a feed stands, and nothing of what it says. */
import { type Instant, type Uuid } from '#domain';
import { type Position } from '#event-log';

/** Where an entry stands. */
export interface FeedPlace {
  readonly sequence: number;
  /** Of the entry before of the same case in this feed; absent of the first. */
  readonly previous?: number;
  readonly position: Position;
  readonly eventId: Uuid;
  /** Its own where the name tells nothing, else `se.hvbhub.<kind>.changed.v1`. */
  readonly type: string;
  /** `<kind>/<uuid>` */
  readonly subject: string;
  readonly recordedAt: Instant;
}
