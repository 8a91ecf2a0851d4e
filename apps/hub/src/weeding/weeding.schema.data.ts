/** The forms of what is answered on gallring, for the API description. */
import {
  DAY_SCHEMA,
  INSTANT_SCHEMA,
  listed,
  PARTY_SCHEMA,
  shape,
  TEXT_SCHEMA,
  UUID_SCHEMA,
  YES_NO_SCHEMA,
} from '#contracts';
import { type ErasureAnswer, type StatuteRef, type WeedingSaid } from '#domain';
import { type Erasure } from './erasures.js';
import { type JudgedFile, type WeedingPage } from './weeding.js';

const STATUTE = shape<StatuteRef>('StatuteRef', { act: TEXT_SCHEMA, section: TEXT_SCHEMA }, {});
const SAID = { sv: TEXT_SCHEMA, en: TEXT_SCHEMA };

/** What an authority has of a person, as it is told: no stream is named. */
export interface FileTold extends Pick<JudgedFile, 'controller' | 'person'>, WeedingSaid {
  readonly then: 'weed' | 'keep';
  readonly because?: string;
  readonly statute?: StatuteRef;
  readonly lastEntryOn?: string;
  readonly dueOn?: string;
  readonly doneBy?: string;
}

const FILE = shape<FileTold>(
  'FileToWeed',
  {
    ...{ controller: PARTY_SCHEMA, person: UUID_SCHEMA, ...SAID },
    then: { type: 'string', enum: ['weed', 'keep'] },
  },
  { because: TEXT_SCHEMA, statute: STATUTE, lastEntryOn: DAY_SCHEMA, dueOn: DAY_SCHEMA, doneBy: DAY_SCHEMA },
);

export interface PageTold extends Pick<WeedingPage, 'on' | 'next'> {
  readonly files: readonly FileTold[];
}
export const WEEDING_PAGE = shape<PageTold>(
  'Weeding',
  { on: DAY_SCHEMA, files: listed(FILE), next: { anyOf: [UUID_SCHEMA, { type: 'null' }] } },
  {},
);

/** Evidence, and whether the last backup from before is gone. */
export interface ErasureTold extends Omit<Erasure, 'streams'> {
  readonly isClosed: boolean;
}
export const ERASURE = shape<ErasureTold>(
  'Erasure',
  {
    ...{ erasedAt: INSTANT_SCHEMA, controller: PARTY_SCHEMA, person: UUID_SCHEMA, lastEntryOn: DAY_SCHEMA },
    ...{ dueOn: DAY_SCHEMA, recoverableUntil: DAY_SCHEMA, isClosed: YES_NO_SCHEMA },
  },
  { statute: STATUTE },
);
export interface ErasuresTold {
  readonly erasures: readonly ErasureTold[];
}
export const ERASURES = shape<ErasuresTold>('Erasures', { erasures: listed(ERASURE) }, {});

export const ERASURE_ANSWER = shape<ErasureAnswer>(
  'ErasureAnswer',
  { decision: { type: 'string', enum: ['refused', 'weeded', 'nothing'] }, ...SAID },
  { statute: STATUTE },
);

/** Whose, and of whom. */
export const FILE_NAMED = {
  type: 'object',
  required: ['controller', 'person'],
  properties: { controller: PARTY_SCHEMA, person: UUID_SCHEMA },
  additionalProperties: false,
};
