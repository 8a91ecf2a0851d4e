/** Allmänna helgdagar by lag (1989:253), besides the Sundays, and the eves that lag (1930:173) 2 § puts beside them. */

/** Where in a year a day falls. `easter`: days after Easter Sunday. `inWeekFrom`: that weekday among the seven days from a date. */
export type Falls =
  | { readonly on: 'date'; readonly month: number; readonly date: number }
  | { readonly on: 'easter'; readonly days: number }
  | { readonly on: 'inWeekFrom'; readonly month: number; readonly date: number; readonly weekday: number };

export interface NamedDay {
  readonly name_sv: string;
  readonly falls: Falls;
  /** First and last year in which it was so; lag 2004:1320 gave the national day and took Whit Monday from 2005. */
  readonly fromYear?: number;
  readonly toYear?: number;
}

const SATURDAY = 6;
const FRIDAY = 5;

/** Lag (1989:253) 1 §, in its order. Easter Sunday and Whit Sunday are Sundays, and stand here for their names. */
export const PUBLIC_HOLIDAYS: readonly NamedDay[] = [
  { name_sv: 'nyårsdagen', falls: { on: 'date', month: 1, date: 1 } },
  { name_sv: 'trettondedag jul', falls: { on: 'date', month: 1, date: 6 } },
  { name_sv: 'första maj', falls: { on: 'date', month: 5, date: 1 } },
  { name_sv: 'juldagen', falls: { on: 'date', month: 12, date: 25 } },
  { name_sv: 'annandag jul', falls: { on: 'date', month: 12, date: 26 } },
  { name_sv: 'långfredagen', falls: { on: 'easter', days: -2 } },
  { name_sv: 'påskdagen', falls: { on: 'easter', days: 0 } },
  { name_sv: 'annandag påsk', falls: { on: 'easter', days: 1 } },
  { name_sv: 'Kristi himmelsfärdsdag', falls: { on: 'easter', days: 39 } },
  { name_sv: 'pingstdagen', falls: { on: 'easter', days: 49 } },
  { name_sv: 'annandag pingst', falls: { on: 'easter', days: 50 }, toYear: 2004 },
  { name_sv: 'nationaldagen', falls: { on: 'date', month: 6, date: 6 }, fromYear: 2005 },
  { name_sv: 'midsommardagen', falls: { on: 'inWeekFrom', month: 6, date: 20, weekday: SATURDAY } },
  { name_sv: 'alla helgons dag', falls: { on: 'inWeekFrom', month: 10, date: 31, weekday: SATURDAY } },
];

/** Lag (1930:173) 2 §: eves on which an act need not be done. Skärtorsdag, valborg and trettondagsafton are not among them. */
export const REST_EVES: readonly NamedDay[] = [
  { name_sv: 'midsommarafton', falls: { on: 'inWeekFrom', month: 6, date: 19, weekday: FRIDAY } },
  { name_sv: 'julafton', falls: { on: 'date', month: 12, date: 24 } },
  { name_sv: 'nyårsafton', falls: { on: 'date', month: 12, date: 31 } },
];
