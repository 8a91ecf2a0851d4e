/** How the doors of the views describe what they answer. */
import { applyDecorators } from '@nestjs/common';
import { either, listed, POSITION_SCHEMA, UUID_SCHEMA, type JsonSchema } from '#contracts';
import { type ViewOf } from '#domain';
import { Answers, OnlyFor, Refuses, TakesPath } from '#http';
import { type ListName } from '../lists/lists.js';
import { POSITION_HEADER } from './answered.js';
import { ERASED_IN_PART, ERASED_WHOLE, TIMELINE_VIEW } from './timeline.schema.data.js';
import { RETENTION_VIEW } from './retention.schema.data.js';
import {
  COSTS_VIEW,
  DEADLINE_ITEM,
  FINDING_ITEM,
  PLACEMENT_ITEM,
  PLACEMENT_VIEW,
  RESPONSIBILITY_VIEW,
} from './view.schema.data.js';

const VIEWS: { readonly [V in ViewOf<'case'>]: JsonSchema } = {
  placement: PLACEMENT_VIEW,
  responsibility: RESPONSIBILITY_VIEW,
  costs: COSTS_VIEW,
  deadlines: listed(DEADLINE_ITEM),
  timeline: TIMELINE_VIEW,
  findings: listed(FINDING_ITEM),
  retention: RETENTION_VIEW,
};

/** What a view answers, whether something is erased or not. */
export const schemaOfView = (view: ViewOf<'case'>): JsonSchema => either(VIEWS[view], ERASED_IN_PART, ERASED_WHOLE);

const ITEMS: { readonly [L in ListName]: JsonSchema } = {
  placements: PLACEMENT_ITEM,
  deadlines: DEADLINE_ITEM,
  findings: FINDING_ITEM,
};

/** What a list answers; of one subject, as the view of that. */
export function schemaOfList(list: ListName, isAlsoOfOne: boolean): JsonSchema {
  const page = listed(ITEMS[list]);
  return isAlsoOfOne ? either(page, ERASED_IN_PART, ERASED_WHOLE) : page;
}

const AS_OF_POSITION = {
  [POSITION_HEADER]: { description: 'Allt hit är med / holds everything up to here', schema: POSITION_SCHEMA },
};

/** A view's door: for parties and the auditor; an operator has no business with any case. */
export const AnswersView = (schema: JsonSchema): MethodDecorator =>
  applyDecorators(
    OnlyFor('party', 'auditor'),
    Refuses('PositionNotReached'),
    Answers(200, { says: 'Det som gäller / what holds', schema, headers: AS_OF_POSITION }),
  );

/** A view's door of one placement. */
export const AnswersOfPlacement = (view: ViewOf<'case'>): MethodDecorator =>
  applyDecorators(
    AnswersView(schemaOfView(view)),
    Refuses('NotFound'),
    TakesPath('id', 'Placeringens uuid / of the placement', UUID_SCHEMA),
  );
