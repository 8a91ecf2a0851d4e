/** How one stream is shown, whichever its kind. */
import { type Principal, type SeenBy, type Sight } from '#access';
import { type AssessedAs, type Bearing, type StreamReader } from '#cases';
import { type Day, type Instant, type StreamCategory, type Subject, type Uuid, type ViewOf } from '#domain';
import { type Reading } from './reading-question.js';
import { type TimelineDeps } from './read-timeline.js';
import { type Eyes, type Showing } from './showing.js';

/** A question about to be answered: the stream has been read, and who asks may see the view. */
export interface Answering<C extends StreamCategory> {
  readonly deps: TimelineDeps & { readonly reader: StreamReader; readonly bearing: Pick<Bearing, 'bearersOf'> };
  readonly id: Uuid;
  readonly read: AssessedAs<C>;
  readonly reading: Reading;
  readonly eyes: Eyes;
  /** What of the stream the one who asks is shown. */
  readonly show: Showing;
  /** The clock's day: grounds are of now, whatever day or position is asked about (B20). */
  readonly today: Day;
  /** The stream at its head on the clock's day: who may see what is settled by it. */
  readonly head: () => Promise<AssessedAs<C>>;
}

/** A stream of its own that is seen with a case, and how it is shown. */
export interface Beside<C extends StreamCategory> {
  readonly one: AssessedAs<C>;
  readonly show: Showing;
}

/** What somebody sees of a stream, by how it is read and by its head on the clock's day, which is read only if asked for; `at`: when it asks. */
export type SightOf<C extends StreamCategory> = (
  caller: Principal,
  read: AssessedAs<C>,
  head: () => Promise<AssessedAs<C>>,
  at?: Instant,
) => Promise<Sight>;

/** A view of one stream. */
export interface ViewEntry<C extends StreamCategory> extends SeenBy {
  /** What it shows, in OpenAPI; absent of the subject itself, which has a sentence of its own. */
  readonly sv?: string;
  readonly answer: (answering: Answering<C>) => unknown;
}

/** How a stream is shown, or one thing of several in it. */
export interface ShownAs<C extends StreamCategory, V extends string> {
  readonly sight: SightOf<C>;
  readonly views: { readonly [View in V]: ViewEntry<C> };
  /** What stands beside an answer that is no list, to say whose it is. */
  readonly named: (id: Uuid) => object;
  /** The one thing, where it is not the whole stream. */
  readonly about?: Subject;
}

/** How a kind of stream is shown. */
export type Shown<C extends StreamCategory> = ShownAs<C, ViewOf<C>>;
