/** The form of what the statistics answer. */
import { listed, shape, TEXT_SCHEMA, wordsOf, type JsonSchema } from '#contracts';
import {
  CODES,
  DIMENSION_NAMES,
  DIMENSIONS,
  MEASURE_NAMES,
  MEASURES,
  type CountedMeasure,
  type Dimension,
  type StatisticsRow,
} from '#domain';
import { type StatisticsView } from './statistics-view.js';
import { HEAD_FIELDS } from './view.schema.data.js';

const dimensionSchema = (name: Dimension): JsonSchema => {
  const { sv, en } = DIMENSIONS[name];
  return { type: 'string', enum: [...CODES[name]], description: `${sv} / ${en}` };
};

const measureSchema = (name: CountedMeasure): JsonSchema => {
  const { sv, en } = MEASURES[name];
  return { type: 'integer', minimum: 0, description: `${sv} / ${en}` };
};

const fields = <Name extends string>(names: readonly Name[], of: (name: Name) => JsonSchema) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Readonly<Record<Name, JsonSchema>>;

const ROW = shape<StatisticsRow>(
  'StatisticsRow',
  {},
  {
    ...fields(DIMENSION_NAMES, dimensionSchema),
    ...fields(MEASURE_NAMES, measureSchema),
    suppressed: listed(
      wordsOf(MEASURE_NAMES),
      'Mått som inte lämnas ut, för att inget antal av 1 till 4 ska kunna räknas fram / measures that are withheld',
    ),
  },
);

export const STATISTICS_VIEW = shape<StatisticsView>(
  'Statistics',
  { by: listed(wordsOf(DIMENSION_NAMES)), ...HEAD_FIELDS, rows: listed(ROW) },
  { reason: TEXT_SCHEMA },
);

export const STATISTICS_CSV: JsonSchema = {
  type: 'string',
  description:
    'En rad per rad, efter en rad med kolumnernas namn / a line per row, after one with the names (RFC 4180)',
};
