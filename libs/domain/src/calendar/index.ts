export {
  YEAR_ACCEPTED_MAX,
  YEAR_ACCEPTED_MIN,
  addDays,
  addMonths,
  addWeeks,
  addYears,
  asDay,
  compareDays,
} from './day.js';
export { type Weekday, daysBetween, earliest, isDay, maxDay, minDay, weekday } from './day.js';
export { civilOf, daysInMonth, isLeapYear, yearOf } from './civil.js';
export { ageOn, birthday } from './age.js';
export { holidayName, isPublicHoliday, isRestDay, isRestEve, publicHolidays } from './holidays.js';
export { type Period, addWorkingDays, dueOn, isWorkingDay } from './time-limit.js';
export { latestLawfulOn, nextWeekday, workingDaysBetween } from './time-limit.js';
export { addHours, addMinutes, stockholmDay, stockholmTime } from './stockholm.js';
export { type Stretch, common, holdsOn, joined, spanOf, stretchOf, without } from './stretch.js';
