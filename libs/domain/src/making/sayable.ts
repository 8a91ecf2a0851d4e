/** What holds of any stream, as far as the hub can say it. */
import { type Day, type StreamCategory } from '../kernel/index.js';
import { type Deadline } from './deadline.js';
import { type Finding } from './finding.js';

/** What the hub can say of any stream: what `say` compares with what it has said. */
export interface Sayable {
  /** The kind of stream. */
  readonly category: StreamCategory;
  readonly asOf: Day;
  readonly deadlines: readonly Deadline[];
  readonly findings: readonly Finding[];
  /** Days after `asOf` on which another answer may hold: the clock judges anew then. Ascending. */
  readonly turningDays: readonly Day[];
  /** The stages before a deadline at which the judging pack reminds, in days, largest first. */
  readonly reminderDays: readonly number[];
}
