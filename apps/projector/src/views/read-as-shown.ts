/** Reads a stream for whoever is an auditor or has a part in it: refused as if it were not there, where it is not there for whom asks. */
import { sightOfErased, type Principal, type Sight } from '#access';
import { type AssessedAs } from '#cases';
import { categoryOf, type StreamCategory, type StreamName } from '#domain';
import { refusal } from '#http';
import { readSide } from '../streams.js';
import { refuseUnknown } from './known-thing.js';
import { type Reading } from './reading-question.js';
import { publishersIn, type ViewDeps } from './stream-view.js';
import { seenUnder } from './under-mandate.js';

/** A stream as it was read, and who asks, with the mandates that are over it. */
export interface ReadUnder {
  readonly read: AssessedAs<StreamCategory>;
  readonly caller: Principal;
}

/** The stream, where whoever asks sees anything of it. Refuses with `NotFound`. */
export async function readAsShown(
  { reader, rows }: Pick<ViewDeps, 'reader' | 'rows'>,
  stream: StreamName,
  { asOf, upTo }: Pick<Reading, 'asOf' | 'upTo'>,
  asking: Principal,
): Promise<ReadUnder> {
  await refuseUnknown({ rows }, asking, stream);
  const read = await reader.read(stream, { asOf, upTo });
  const { entries, erased } = read.opened;
  if (entries.length === 0) throw refusal('NotFound');
  if (erased.length > 0)
    return readUnder(read, asking, (one) => Promise.resolve(sightOfErased(one, publishersIn(entries))));
  const side = readSide({ category: categoryOf(stream) });
  return readUnder(read, asking, (one) => side.sight(one, read, () => Promise.resolve(read)));
}

async function readUnder(
  read: ReadUnder['read'],
  asking: Principal,
  sightOf: (caller: Principal) => Promise<Sight>,
): Promise<ReadUnder> {
  const { caller, sight } = await seenUnder(asking, sightOf);
  if (sight === 'nothing') throw refusal('NotFound');
  return { read, caller };
}
