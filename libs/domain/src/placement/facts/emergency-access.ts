/** The facts of reading beyond one's grounds in an emergency: that somebody does, that a second person agrees to it, and what the review of it came to. */
import { on, whenSaid, type FactEntries } from '../../fact/entry.js';
import { type Name } from '../../fact/names.js';
import { type Picker } from '../../fact/picker.js';
import { type Day, type PartyId, type Sealed, type Uuid } from '../../kernel/index.js';

/** A person at work, by an id that means something to its party alone. */
export interface AtWork {
  readonly party: PartyId;
  /** The part of the party that the person works in, where its tokens name one. */
  readonly unit?: string;
  readonly person: Uuid;
}

export interface EmergencyAccessData {
  /** Somebody reads beyond its grounds, from the recording of it: told by the hub, of the person whom the token names. */
  emergencyAccess: {
    readonly accessId: Uuid;
    readonly by: AtWork;
    readonly reason: Sealed;
    /** 1 to `ACCESS_MINUTES_MAX`. */
    readonly minutes: number;
  };
  /** A second person of the same authority agrees to it: until then it opens no place of one who is protected. */
  emergencyAccessApproved: { readonly accessId: Uuid; readonly by: AtWork };
  /** What the review of it came to, by the nämnd that places. */
  emergencyAccessReviewed: {
    readonly accessId: Uuid;
    readonly result: 'justified' | 'unjustified';
    readonly on: Day;
    readonly note?: Sealed;
  };
}

type EmergencyAccessFact = {
  readonly [N in keyof EmergencyAccessData]: {
    readonly type: `placement.${N}`;
    readonly data: EmergencyAccessData[N];
  };
}[keyof EmergencyAccessData];

/** Minutes that it lasts, at most. */
export const ACCESS_MINUTES_MAX = 240;

const access = (id: Uuid): Name => ({ thing: 'access', id, pointer: '/data/accessId' });

const sampleAtWork = (pick: Picker): AtWork => ({
  party: pick.party(pick.oneOf(['region', 'kommun'])),
  ...pick.maybe({ unit: pick.oneOf(['jour', 'bup']) }),
  person: pick.uuid('person'),
});

export const EMERGENCY_ACCESS_FACTS = {
  'placement.emergencyAccess': {
    ownDate: whenSaid,
    isForEver: true,
    gives: ({ accessId }) => [access(accessId)],
    sample: (pick) => ({
      accessId: pick.uuid('access'),
      by: sampleAtWork(pick),
      reason: pick.text(),
      minutes: pick.integer(1, ACCESS_MINUTES_MAX),
    }),
  },
  'placement.emergencyAccessApproved': {
    ownDate: whenSaid,
    isForEver: true,
    gives: ({ accessId }) => [{ ...access(accessId), thing: 'accessApproval' }],
    uses: ({ accessId }) => [{ ...access(accessId), waitsFor: null }],
    sample: (pick) => ({ accessId: pick.uuid('access'), by: sampleAtWork(pick) }),
  },
  'placement.emergencyAccessReviewed': {
    ownDate: on,
    gives: ({ accessId }) => [{ ...access(accessId), thing: 'accessReview' }],
    uses: ({ accessId }) => [{ ...access(accessId), waitsFor: null }],
    sample: (pick) => ({
      accessId: pick.uuid('access'),
      result: pick.oneOf(['justified', 'unjustified']),
      on: pick.day(),
      ...pick.maybe({ note: pick.text() }),
    }),
  },
} satisfies FactEntries<EmergencyAccessFact>;
