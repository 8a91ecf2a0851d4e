/** How a fact of a case is told in its scene. */
import { type CaseBuilder, type How } from './case-builder.js';

export interface Scene {
  /** What has been said before; else a placement that is under way. */
  readonly before?: () => CaseBuilder;
  /** The fact, of 17 January or so; `again` with another word, as a correction of it. */
  readonly tell: (told: CaseBuilder, how: How, again: boolean) => CaseBuilder;
}
