import { STREAM_CATEGORIES, STREAMS, SUBJECT_KINDS, type SubjectKind } from '#domain/facts';
import { MESSAGE_TYPES, wireType } from './message-types.js';
import { PUSHED_BY_NAME, PUSHED_OF_ANY } from './push-names.data.js';
import { PUSHED_TYPE_FORM, pushedType } from './pushed-type.js';
import { ERASED_TYPES } from './stored-derived.js';

/** Every type that is ever stored of a kind: what parties say, what the hub says, and that it was erased. */
const storedOf = (kind: SubjectKind): readonly string[] => [
  ...MESSAGE_TYPES.filter((one) => one.kind === kind).map(({ type }) => type),
  ...STREAM_CATEGORIES.flatMap((category) =>
    STREAMS[category].subjects
      .filter((subject) => subject.kind === kind)
      .flatMap(({ says }) => says.map((name) => wireType(`${kind}.${name}`))),
  ),
  ...ERASED_TYPES.filter((type) => type.startsWith(`${kind}.`)).map((type) => wireType(type)),
];

describe('the type by which an event is pushed', () => {
  it.each([
    ['placement.contactRestricted', 'placement', 'placement.changed'],
    ['placement.careTimeNotCounted', 'placement', 'placement.changed'],
    ['placement.courtStep', 'placement', 'placement.changed'],
    ['placement.findingRaised', 'placement', 'placement.changed'],
    ['placement.protectionChanged', 'placement', 'placement.changed'],
    ['sip.guardianNotCalled', 'sip', 'sip.changed'],
    ['sip.consentWithdrawn', 'sip', 'sip.changed'],
    ['concern.reported', 'concern', 'concern.changed'],
    ['discharge.admitted', 'discharge', 'discharge.changed'],
  ] as const)('says of %s only that something of its kind has changed (A10, OSL 26:1)', (type, kind, pushed) => {
    expect(pushedType(wireType(type), kind)).toBe(wireType(pushed));
  });

  it.each([
    ['placement.registered', 'placement'],
    ['costAllocation.fixed', 'costAllocation'],
    ['handover.initiated', 'handover'],
    ['agreement.findingRaised', 'agreement'],
    ['sip.disclosureRecalled', 'sip'],
    ['placement.erased', 'placement'],
    ...(['annulled', 'disclosureWidened', 'disclosureRecalled'] as const).map(
      (name) => [`discharge.${name}`, 'discharge'] as const,
    ),
    ['deviation.erased', 'deviation'],
    ['concern.erased', 'concern'],
  ] as const)('is its own where the name tells nothing of a person: %s', (type, kind) => {
    expect(pushedType(wireType(type), kind)).toBe(wireType(type));
  });

  it.each([...SUBJECT_KINDS])(
    'names no type of a %s that is never stored, and none by the word for what is not named',
    (kind) => {
      const named = PUSHED_BY_NAME[kind] ?? PUSHED_OF_ANY;
      const stored = storedOf(kind);
      expect(stored).not.toContain(wireType(`${kind}.changed`));
      for (const name of named === 'all' ? [] : named) expect(stored).toContain(wireType(`${kind}.${name}`));
      expect(new Set(stored.map((type) => pushedType(type, kind)))).toEqual(
        new Set(named === 'all' ? stored : [...named, 'changed'].map((name) => wireType(`${kind}.${name}`))),
      );
    },
  );

  it.each([
    ['se.hvbhub.placement.changed.v1', true],
    ['se.hvbhub.placement.started.v1', true],
    ['se.hvbhub.placement.contactRestricted.v1', false],
    ['se.hvbhub.concern.reported.v1', false],
    ['se.hvbhub.agreement.approved.v1', true],
    ['se.hvbhub.hub.checkpointSigned.v1', true],
    ['se.hvbhub.hub.partyClosed.v1', false],
    ['se.hvbhub.nothing.changed.v1', false],
    ['placement.changed', false],
    ['', false],
  ])('knows %s for a name by which something is pushed: %s (A10)', (type, expected) => {
    expect(new RegExp(PUSHED_TYPE_FORM).test(type)).toBe(expected);
  });
});
