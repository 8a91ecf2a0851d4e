/** What holds on a stream, and what the clock and the keys must know of it. */
import {
  assessmentOf,
  keeperOf,
  wokenBy,
  type Assessment,
  type Circumstances,
  type Controller,
  type Fact,
  type GroundOnMessage,
  type NamedOnMessages,
  type PartyId,
  type Said,
  type StreamCategory,
  type StreamRead,
} from '#domain';

export interface Holding {
  readonly assessment: Assessment;
  /** The placing party of a case: whose agreements bear on it. */
  readonly placingParty: PartyId | null;
  /** Under whose key the hub says what it says of it. */
  readonly keeper: Controller;
}

/** A fact that is about to be recorded, with the grounds that its message names for itself. */
export interface Added {
  readonly said: Said<Fact>;
  readonly disclosure: readonly GroundOnMessage[];
}

const NONE_NAMED: NamedOnMessages = new Map();

function namedWith(named: NamedOnMessages = NONE_NAMED, added?: Added): { readonly named: NamedOnMessages } {
  if (!added || added.disclosure.length === 0) return { named };
  return { named: new Map(named).set(added.said.meta.eventId, added.disclosure) };
}

/** What holds on the stream today, with a fact that is about to be added. */
export function holding(
  { category, stream, facts: before, named }: StreamRead<StreamCategory>,
  beside: Circumstances,
  added?: Added,
): Holding {
  const facts = added ? [...before, added.said] : before;
  const assessment = assessmentOf({ category, stream, facts, ...namedWith(named, added) }, beside);
  return { assessment, placingParty: wokenBy(assessment), keeper: keeperOf(assessment, facts) };
}
