/** How often the parties are told what has been signed of the log, as the environment says. */
import { BadSetting, countIn, given, type Environment } from '#engines';

/** What may be rewritten unseen is what has been said since the last was told; each is an entry of every feed. */
const MINUTES_DEFAULT = 60;
const MINUTES_MAX = 1_440;
const MS_PER_MINUTE = 60_000;

/**
 * Milliseconds between one checkpoint that is told and the next: `HVB_CHECKPOINT_MINUTES`, 1–1440, else an hour. Of a story
 * (`HVB_SIMULATION_FROM`), whose time is moved by hand, none unless it is said. Throws `BadSetting`.
 */
export function checkpointEveryMs(environment: Environment): number | undefined {
  const minutes = countIn(environment, 'HVB_CHECKPOINT_MINUTES');
  if (minutes !== undefined && minutes > MINUTES_MAX)
    throw new BadSetting(`HVB_CHECKPOINT_MINUTES: minuter, 1–${MINUTES_MAX} (minutes)`);
  const isStory = given(environment, 'HVB_SIMULATION_FROM') !== undefined;
  return minutes === undefined && isStory ? undefined : (minutes ?? MINUTES_DEFAULT) * MS_PER_MINUTE;
}
