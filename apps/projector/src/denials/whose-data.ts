/** Whose data a thing was, as the log knew it: each authority under whose key something of it stands. */
import { isMessage, metaOf, subjectOf, type Entry, type StreamCache } from '#cases';
import { WHOLE_STREAM } from '#contracts';
import {
  controllerOf,
  HUB_CONTROLLER,
  placementBound,
  registerOf,
  streamNamed,
  streamOf,
  subjectText,
  type Controller,
  type Subject,
} from '#domain';
import { type Position } from '#event-log';

/**
 * The authorities, each once, by their ids; none of what never was up to `upTo`. Of a deviation that
 * stands with its placement those of whom something about it is, and whoever has placed: the case is theirs, and what the hub
 * says in it. Faults: those of the log and the keys.
 */
export async function whoseData(
  cache: Pick<StreamCache, 'upToDate'>,
  subject: Subject,
  upTo: Position,
): Promise<readonly Controller[]> {
  const register = registerOf(subject);
  const { entries, derived } = await cache.upToDate(register ?? streamOf(subject, {}), upTo);
  const bound = register === null ? null : placementBound(derived);
  if (bound === null) return ownersOf(entries);
  const named = subjectText(subject);
  const { entries: ofCase } = await cache.upToDate(streamNamed('case', bound), upTo);
  const isOfKeeper = (entry: Entry, at: number): boolean => at === 0 || !isMessage(entry);
  return ownersOf(ofCase.filter((entry, at) => isOfKeeper(entry, at) || subjectText(subjectOf(entry)) === named));
}

const ownersOf = (entries: readonly Entry[]): readonly Controller[] =>
  [...new Set(entries.flatMap(ownerOf))].filter((owner) => owner !== HUB_CONTROLLER).sort();

/** What was written before each authority had its own key is of who said it. */
function ownerOf(entry: Entry): readonly Controller[] {
  const { owner = WHOLE_STREAM } = entry;
  if (owner !== WHOLE_STREAM) return [owner];
  return isMessage(entry) ? [controllerOf(metaOf(entry).party)] : [];
}
