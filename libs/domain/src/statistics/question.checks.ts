/** What a question of statistics must be: by sex or for a reason, and of a month that has ended. */
import { type Day } from '../kernel/index.js';
import { type RuleId } from '../rules/rule-id.js';
import { DIMENSION_NAMES, isMonthEnd, type Dimension } from './cells.js';

/**
 * The dimensions that are asked for, in their own order, from words with commas between; null where one is no dimension, or
 * stands twice. No words are no dimensions: the total.
 */
export function dimensionsIn(text: string): readonly Dimension[] | null {
  const words = text === '' ? [] : text.split(',');
  const asked = DIMENSION_NAMES.filter((dimension) => words.includes(dimension));
  return asked.length === words.length ? asked : null;
}

/**
 * A-121 "Könsuppdelad individbaserad statistik (efter juridiskt kön) ska användas, om det inte finns särskilda skäl att låta
 * bli": the rule that a question breaks which is not by legal sex, and gives no reason; null where it breaks none.
 */
export const brokenBy = (by: readonly Dimension[], reason: string | undefined): RuleId | null =>
  by.includes('legalSex') || reason !== undefined ? null : 'A-121';

/** Whether numbers are told as of that day: the last of a month, which has passed. Two questions a day apart would differ by one child. */
export const isTold = (asOf: Day, today: Day): boolean => isMonthEnd(asOf) && asOf < today;
