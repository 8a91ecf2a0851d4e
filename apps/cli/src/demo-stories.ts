/** What the demonstration plays, and where its clock stops. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readScenario, type Scenario } from './scenario/scenario-file.js';

export const PACK = 'dalarna-hvb-2025';

/**
 * Where the clock stops (UTC): deadlines of the stories are then met, open, due within days, and late. What comes after it
 * in a story is left out.
 */
export const STANDS_AT = '2026-03-10T11:00:00.000Z';

/** The stories in a folder that can share one agreement: those under the pack as it stands, in the order of their files. */
export async function demoScenarios(folder: string): Promise<readonly Scenario[]> {
  const files = (await readdir(folder)).filter((file) => /\.(ya?ml|json)$/.test(file)).sort();
  const all = await Promise.all(files.map(async (file) => readScenario(await readFile(join(folder, file), 'utf8'))));
  return all.filter(({ agreement, settings }) => agreement === PACK && settings === undefined);
}
