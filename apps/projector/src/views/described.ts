/** How the doors of the views describe what they answer. */
import { applyDecorators } from '@nestjs/common';
import { lawOf, type DoorName } from '#access';
import { either, listed, POSITION_SCHEMA, UUID_SCHEMA, type JsonSchema } from '#contracts';
import { Answers, Door, Refuses, TakesPath } from '#http';
import { listOf, type ListName } from '../lists/lists.js';
import { POSITION_HEADER } from './answered.js';
import { CASE_VIEWS, type CaseView } from './case-view.js';
import { ERASED_IN_PART, ERASED_WHOLE } from './timeline.schema.data.js';

/** What a view answers, whether something is erased or not. */
export const schemaOfView = (view: CaseView): JsonSchema =>
  either(CASE_VIEWS[view].schema, ERASED_IN_PART, ERASED_WHOLE);

/** What a list answers; of one subject, as the view of that. */
export function schemaOfList(list: ListName, isAlsoOfOne: boolean): JsonSchema {
  const page = listed(listOf(list).door.item);
  return isAlsoOfOne ? either(page, ERASED_IN_PART, ERASED_WHOLE) : page;
}

const AS_OF_POSITION = {
  [POSITION_HEADER]: { description: 'Allt hit är med / holds everything up to here', schema: POSITION_SCHEMA },
};

/** A view's door. `alsoAs`: in other media types, too. */
export const AnswersView = (
  door: DoorName,
  schema: JsonSchema,
  alsoAs: Readonly<Record<string, JsonSchema>> = {},
): MethodDecorator =>
  applyDecorators(
    Door(door),
    Refuses('PositionNotReached', ...(lawOf(door).purpose === undefined ? [] : (['LedgerUnavailable'] as const))),
    Answers(200, { says: 'Det som gäller / what holds', schema, alsoAs, headers: AS_OF_POSITION }),
  );

/** What is refused of one thing: what is not known to whoever asks, and anything while that cannot be told. */
export const REFUSED_OF_ONE = ['NotFound', 'RowsIncomplete', 'GroundsBehind'] as const;

/** A view's door of one SIP, of what has an id of its own there, or of one discharge. */
export const AnswersOfOne = (door: DoorName, schema: JsonSchema, says: string): MethodDecorator =>
  applyDecorators(
    AnswersView(door, either(schema, ERASED_IN_PART, ERASED_WHOLE)),
    Refuses(...REFUSED_OF_ONE),
    TakesPath('id', says, UUID_SCHEMA),
  );

/** A view's door of one placement. */
export const AnswersOfPlacement = (view: CaseView): MethodDecorator =>
  applyDecorators(
    AnswersView(CASE_VIEWS[view].door, schemaOfView(view)),
    Refuses(...REFUSED_OF_ONE),
    TakesPath('id', 'Placeringens uuid / of the placement', UUID_SCHEMA),
  );
