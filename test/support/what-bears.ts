/** What bears on a stream, found out from the whole log at once. */
import { bearing, memoryBearingIndex, type BearingDeps, type OpenedAs } from '#cases';
import { heedsOf, type StreamCategory, type Surroundings } from '#domain';

/** As the log is now. */
export async function whatBearsOn<C extends StreamCategory>(
  deps: Omit<BearingDeps, 'index'>,
  opened: Pick<OpenedAs<C>, 'category' | 'stream' | 'facts'>,
): Promise<Surroundings> {
  const known = bearing({ ...deps, index: memoryBearingIndex() });
  await known.refresh();
  return (await known.of(heedsOf(opened))).surroundings;
}
