/** The form of what is answered to a replay. */
import {
  DAY_SCHEMA,
  INSTANT_SCHEMA,
  listed,
  orNull,
  POSITION_SCHEMA,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  type JsonSchema,
} from '#contracts';
import { REPLAY_FORMS, type Replay, type ReplayStep } from './answer-replay.js';
import { type Difference } from './differences.js';

const ANYTHING: JsonSchema = { description: 'som vyn har det / as the view has it' };

const DIFFERENCE = shape<Difference>('Difference', { pointer: TEXT_SCHEMA }, { before: ANYTHING, after: ANYTHING });

const STEP = shape<ReplayStep>(
  'ReplayStep',
  {
    position: POSITION_SCHEMA,
    eventId: UUID_SCHEMA,
    type: TEXT_SCHEMA,
    recordedAt: INSTANT_SCHEMA,
    changes: listed(DIFFERENCE, 'vad händelsen ändrade / what the event changed'),
  },
  {},
);

export const REPLAY = shape<Replay>(
  'Replay',
  {
    of: REPLAY_FORMS.of.schema,
    view: REPLAY_FORMS.view.schema,
    asOf: DAY_SCHEMA,
    knownFrom: POSITION_SCHEMA,
    asOfPosition: POSITION_SCHEMA,
    changes: listed(DIFFERENCE, 'från den ena tidpunkten till den andra / from the one moment to the other'),
    steps: listed(STEP, 'händelse för händelse / event by event'),
    next: orNull(POSITION_SCHEMA),
  },
  {},
);
