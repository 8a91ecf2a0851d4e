/** The form of a page of a list as it was known. */
import {
  DAY_SCHEMA,
  either,
  listed,
  orNull,
  POSITION_SCHEMA,
  shape,
  TEXT_SCHEMA,
  wordsOf,
  type JsonSchema,
} from '#contracts';
import { LIST_NAMES, listOf } from '../lists/lists.js';
import { type PastListPage } from './past-list.js';

export const PAST_LIST: JsonSchema = shape<PastListPage>(
  'PastList',
  {
    list: wordsOf(LIST_NAMES),
    asOf: DAY_SCHEMA,
    asOfPosition: POSITION_SCHEMA,
    items: listed(
      either(...LIST_NAMES.map((name) => listOf(name).door.item)),
      'listans rader, som dess egen dörr ger dem / the rows of the list, as its own door gives them',
    ),
    next: orNull(TEXT_SCHEMA),
  },
  {},
);
