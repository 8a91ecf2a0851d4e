/** Arbitrary histories over several streams: a case, the SIPs that name it or do not, its agreement, a deviation of its own, and what is of no case. */
import fc from 'fast-check';
import { addDays, streamNamed, type Day, type Said, type SipFact } from '#domain';
import { type AgreementBuilder, anAgreement } from './agreement-builder.js';
import { someOfEachAlone, toldAlone, type Alone } from './arbitrary-alone.js';
import { someAgreement, someDeviations, someStory } from './arbitrary-case.js';
import { someSip } from './arbitrary-sip.js';
import { aCase, day, REGION, uuid, type CaseBuilder } from './case-builder.js';
import { byItself } from './deviations.js';
import { aSip, type SipBuilder } from './sip-builder.js';
import { type ToldIn } from './told-streams.js';

const FIRST = day('2026-01-10');
/** So few days that several are seen on one, about the start of the placement. */
const DAYS_AROUND = 9;
const PRINCIPALS = ['kommun-2080.socialnamnden', REGION] as const;

export interface SomeStreams extends Alone {
  readonly story: CaseBuilder;
  readonly sips: readonly SipBuilder[];
  /** All facts of all streams, stream by stream. */
  readonly told: readonly ToldIn[];
}

/** The same SIP under a name of its own, about the case's person; what names a placement names this one. */
function asSip(label: string, { facts }: SipBuilder, { placementId, facts: ofCase }: CaseBuilder): SipBuilder {
  const { sipId } = aSip(label);
  const personId = ofCase.flatMap((fact) => (fact.type === 'placement.registered' ? fact.data.person.personId : []))[0];
  return aSip(label).inOrder(
    facts.map((fact) => ({
      ...fact,
      data: {
        ...fact.data,
        ...('placementId' in fact.data ? { placementId } : {}),
        ...('personId' in fact.data ? { personId } : {}),
      },
      meta: { ...fact.meta, subject: { kind: 'sip', id: sipId }, eventId: uuid(`${label}/${fact.meta.eventId}`) },
    })) as readonly Said<SipFact>[],
  );
}

/** A placement with measures of both, which asks whether a SIP has been considered. */
const someOfBoth: fc.Arbitrary<CaseBuilder> = fc
  .tuple(fc.nat(DAYS_AROUND), fc.nat(DAYS_AROUND), fc.option(fc.integer({ min: DAYS_AROUND, max: 3 * DAYS_AROUND })))
  .map(([cleared, started, ended]) => {
    const on = (days: number): Day => addDays(FIRST, days);
    const story = aCase()
      .registered()
      .clarified({}, { at: on(cleared) })
      .started(on(started));
    return ended === null ? story : story.ended(on(started + ended));
  });

/** A SIP that is considered in the placement on one of those days, and again. */
const someConsidered = (story: CaseBuilder): fc.Arbitrary<SipBuilder> =>
  fc
    .array(fc.tuple(fc.nat(2 * DAYS_AROUND), fc.constantFrom(...PRINCIPALS), fc.boolean()), {
      minLength: 1,
      maxLength: 2,
    })
    .map((words) =>
      words.reduce(
        (sip, [days, by, needed]) =>
          needed
            ? sip.needed({ placementId: story.placementId }, { by, at: addDays(FIRST, days) })
            : sip.considered({ placementId: story.placementId, needed }, { by, at: addDays(FIRST, days) }),
        aSip(),
      ),
    );

/** An agreement of the case's kommun that comes into force in those days or before, until it is superseded, if it is. */
const someInForce: fc.Arbitrary<AgreementBuilder> = fc
  .tuple(fc.nat(DAYS_AROUND), fc.nat(DAYS_AROUND), fc.option(fc.nat(3 * DAYS_AROUND)))
  .map(([first, second, superseded]) => {
    const agreed = anAgreement()
      .registered()
      .approved(REGION, addDays(FIRST, -first))
      .approved('kommun-2080', addDays(FIRST, -second));
    return superseded === null ? agreed : agreed.superseded(uuid('agreement/next'), { at: addDays(FIRST, superseded) });
  });

/** Any case, with up to three SIPs, an agreement of its kommun, a deviation that concerns no placement, and one of each kind that is of no case. */
export const someStreams: fc.Arbitrary<SomeStreams> = fc
  .oneof(someStory, someOfBoth)
  .chain((story) =>
    fc.tuple(
      fc.constant(story),
      fc.array(fc.oneof(someSip, { weight: 3, arbitrary: someConsidered(story) }), { minLength: 1, maxLength: 3 }),
      fc.oneof(someAgreement, { weight: 3, arbitrary: someInForce }),
      someDeviations,
      someOfEachAlone,
    ),
  )
  .map(([story, some, agreement, deviations, alone]) => {
    const sips = some.map((sip, at) => asSip(`S${at + 1}`, sip, story));
    const deviation = byItself(deviations);
    const told: readonly ToldIn[] = [
      ...story.facts.map((fact) => ({ stream: streamNamed('case', story.placementId), fact })),
      ...sips.flatMap(({ sipId, facts }) => facts.map((fact) => ({ stream: streamNamed('sip', sipId), fact }))),
      ...agreement.facts.map((fact) => ({ stream: streamNamed('agreement', fact.meta.subject.id), fact })),
      ...toldAlone('discharge', alone.discharge),
      ...toldAlone('concern', alone.concern),
      ...deviation.facts.map((fact) => ({ stream: streamNamed('deviation', deviation.deviationId), fact })),
    ];
    return { story, sips, ...alone, told };
  });
