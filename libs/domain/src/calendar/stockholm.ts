/** Instants as the law counts them: by the day and the clock in Europe/Stockholm, and by whole hours and minutes from one to another. */
import { type Day, type Instant } from '../kernel/index.js';
import { dayOfNumber, numberOf } from './civil.js';

const HOURS_KEPT_MAX = 20_000;
const STOCKHOLM = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
});
const HOUR_CHARS = 13;
const MINUTES_AT = 14;
const TWO_CHARS = 2;
const TIME_END = 23;
const MINUTES_PER_HOUR = 60;
const MS_PER_SECOND = 1_000;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;

/** The day and the hour in Stockholm of an hour of UTC: `2026-01-15 09`. */
const localOfHour = new Map<string, string>();
/** At most two hours ahead of UTC, so until then the day is that of UTC. */
const HOUR_SAME_DAY_MAX = 21;
const ZERO = 48;
const DAY_CHARS = 10;

/** The day in Europe/Stockholm of an instant since 1900. */
export function stockholmDay(instant: Instant): Day {
  const utcHour = (instant.charCodeAt(11) - ZERO) * 10 + instant.charCodeAt(12) - ZERO;
  return utcHour <= HOUR_SAME_DAY_MAX
    ? (instant.slice(0, DAY_CHARS) as Day)
    : (localHourOf(instant).slice(0, DAY_CHARS) as Day);
}

/** What the clock shows in Europe/Stockholm at an instant since 1900: `09:30:00.000`. Times of one day compare as texts. */
export function stockholmTime(instant: Instant): string {
  return `${localHourOf(instant).slice(DAY_CHARS + 1)}:${instant.slice(MINUTES_AT, TIME_END)}`;
}

/** Since 1900 Swedish time is whole hours from UTC, so an hour of UTC is one hour there. */
function localHourOf(instant: Instant): string {
  const hour = instant.slice(0, HOUR_CHARS);
  const known = localOfHour.get(hour);
  if (known !== undefined) return known;
  const local = STOCKHOLM.format(msOf(instant));
  if (localOfHour.size >= HOURS_KEPT_MAX) localOfHour.clear();
  localOfHour.set(hour, local);
  return local;
}

/** The instant so many whole hours later, as time passes: the night when clocks are moved has 23 or 25 of them. */
export function addHours(instant: Instant, hours: number): Instant {
  const ms = msOf(instant) + hours * MS_PER_HOUR;
  const number = Math.floor(ms / MS_PER_DAY);
  const rest = ms - number * MS_PER_DAY;
  const hour = `${Math.floor(rest / MS_PER_HOUR)}`.padStart(2, '0');
  return `${dayOfNumber(number)}T${hour}${instant.slice(HOUR_CHARS)}` as Instant;
}

/** The instant so many whole minutes later, as time passes. */
export function addMinutes(instant: Instant, minutes: number): Instant {
  const ofHour = Number(instant.slice(MINUTES_AT, MINUTES_AT + TWO_CHARS)) + minutes;
  const minute = `${ofHour % MINUTES_PER_HOUR}`.padStart(TWO_CHARS, '0');
  const inHour = `${instant.slice(0, MINUTES_AT)}${minute}${instant.slice(MINUTES_AT + TWO_CHARS)}` as Instant;
  return addHours(inHour, Math.floor(ofHour / MINUTES_PER_HOUR));
}

/** The milliseconds since 1970-01-01 in UTC. */
function msOf(instant: Instant): number {
  const [hour = 0, minute = 0, second = 0, ms = 0] = instant
    .slice(DAY_CHARS + 1, -1)
    .split(/[:.]/)
    .map(Number);
  const minutes = hour * MINUTES_PER_HOUR + minute;
  return (
    numberOf(instant.slice(0, DAY_CHARS) as Day) * MS_PER_DAY + minutes * MS_PER_MINUTE + second * MS_PER_SECOND + ms
  );
}
