/** What holds of any stream, as far as the hub can say it. */
import { type Day, type StreamCategory } from '../kernel/index.js';
import { type Deadline } from './deadline.js';
import { type Finding } from './finding.js';
import { type Waiting } from './waiting.js';
import { type Turns } from './turning-days.js';

/** What the hub can say of any stream: what `say` compares with what it has said. */
export interface Sayable extends Turns {
  /** The kind of stream. */
  readonly category: StreamCategory;
  readonly asOf: Day;
  readonly deadlines: readonly Deadline[];
  readonly findings: readonly Finding[];
  /** What waits for somebody's word. */
  readonly waiting: readonly Waiting[];
  /** The stages before a deadline at which the judging pack reminds, in days, largest first. */
  readonly reminderDays: readonly number[];
}
