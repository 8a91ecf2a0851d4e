import fc from 'fast-check';
import {
  effectiveFacts,
  explain,
  groundsOfDisclosure,
  streamNamed,
  type Asker,
  type CaseFact,
  type DisclosureClass,
  type Instant,
  type Said,
} from '#domain';
import { always } from '../../../../test/support/always.js';
import { someStory } from '../../../../test/support/arbitrary-case.js';
import { dalarna, name, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { messageShown } from '../../../../test/support/disclosed.js';
import { isHidden } from '../../../../test/support/hidden.js';

/** Who reads in an emergency in these stories, and another. */
const PEOPLE = [1, 2].map((one) => uuid(`person/${one}`));
const MS_PER_MINUTE = 60_000;

type Access = Said<Extract<CaseFact, { readonly type: 'placement.emergencyAccess' }>>;

const accessesIn = ({ facts }: CaseBuilder): readonly Access[] =>
  facts.filter((fact): fact is Access => fact.type === 'placement.emergencyAccess');
const overAt = ({ meta, data }: Access): number => Date.parse(meta.recordedAt) + data.minutes * MS_PER_MINUTE;

/** The law of it, a line after the other: to whom, until when, and where somebody is by a second person's word. */
const HELD_TO: readonly ((access: Access, asked: Asked) => boolean)[] = [
  ({ data: { by } }, { asker }) => by.party === asker.party && by.person === asker.person,
  (access, { asker }) => Date.parse(asker.at!) < overAt(access),
  ({ data, meta }, { story, of }) =>
    of !== 'place' || !isHidden(story, meta.recordedOn) || approvedIn(story).includes(data.accessId),
];

interface Asked {
  readonly story: CaseBuilder;
  readonly fact: Said<CaseFact>;
  readonly of: DisclosureClass;
  readonly asker: Asker;
}

const approvedIn = ({ facts }: CaseBuilder): readonly string[] =>
  facts.flatMap((one) => (one.type === 'placement.emergencyAccessApproved' ? [one.data.accessId] : []));

/** Of a placement that stands, and not its costs. */
const mayInEmergency = (asked: Asked): boolean =>
  asked.fact.meta.subject.kind === 'placement' &&
  asked.of !== 'cost' &&
  effectiveFacts(asked.story.facts).some(({ type }) => type === 'placement.registered') &&
  accessesIn(asked.story).some((access) => HELD_TO.every((holds) => holds(access, asked)));

/** What is shown of all that was told to somebody at a moment about the end of an access, and by that access. */
function shownThen(story: CaseBuilder, access: Access, person: string, ms: number) {
  const asker = {
    ...{ party: access.meta.party, unit: null, person },
    at: new Date(overAt(access) + ms).toISOString() as Instant,
  } as Asker;
  const grounds = groundsOfDisclosure(
    { category: 'case', stream: streamNamed('case', story.placementId), facts: story.facts },
    { surroundings: dalarna(), day: access.meta.recordedOn, name },
  );
  return story.facts.flatMap((fact) =>
    explain(messageShown(fact), asker, grounds)
      .filter(({ ground }) => ground?.toPerson !== undefined)
      .map(({ class: of, pointer }) => ({ pointer, asked: { story, fact, of, asker } })),
  );
}

describe('any history in which somebody reads in an emergency', () => {
  it('shows no more than that opens, to that person, until the moment on which it is over (D-024, H-012)', () => {
    const shown = new Map<number, number>();
    always(
      fc.property(someStory, fc.constantFrom(...PEOPLE), fc.constantFrom(-1, 0), (story, person, ms) => {
        for (const access of accessesIn(story))
          for (const { pointer, asked } of shownThen(story, access, person, ms)) {
            shown.set(ms, (shown.get(ms) ?? 0) + 1);
            expect([asked.fact.type, pointer, mayInEmergency(asked)]).toEqual([asked.fact.type, pointer, true]);
          }
      }),
      { numRuns: 300 },
    );
    expect(shown.get(-1)).toBeGreaterThan(50);
  });
});
