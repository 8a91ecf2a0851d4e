/** What holds of any SIP whatever: what a consent permits, that order of arrival changes nothing, that nobody speaks for another. */
import fc from 'fast-check';
import {
  consentsIn,
  consentStatusOn,
  covers,
  decideSip,
  isAnnulment,
  ownDate,
  permits,
  readingOn,
  speaksFor,
  standingSip,
  standings,
  type AreaKind,
  type PartyId,
  type SipFact,
} from '#domain';
import { always } from '../../../../test/support/always.js';
import { someDay } from '../../../../test/support/arbitrary-case.js';
import { SIP_SPEAKERS, someSip } from '../../../../test/support/arbitrary-sip.js';
import { sipOn } from '../../../../test/support/assessed-sip.js';
import { dalarna, day, name } from '../../../../test/support/case-builder.js';
import { submissionOf } from '../../../../test/support/decision-on-last.js';
import { SIP_SCENES } from '../../../../test/support/sip-scenes.js';
import { type SipBuilder } from '../../../../test/support/sip-builder.js';

const ASKED = [
  ...SIP_SPEAKERS,
  'region-20.bup',
  'region-21.bup',
  'kommun-2080',
  'kommun-2080.vardnamnden',
] as PartyId[];
const KINDS: readonly AreaKind[] = ['housing', 'healthcare', 'psychiatry', 'dental', 'other'];

const consentsOn = (story: SipBuilder, asOf: string) => {
  const reading = readingOn(standingSip(story.read, dalarna()), day(asOf), name);
  return reading ? consentsIn(reading) : [];
};

const shown = (story: SipBuilder, asOf: string): string => {
  const { turningDays: _clock, turningDaysByBirth: _too, ...views } = sipOn(story, asOf);
  return JSON.stringify(views);
};

describe('a consent of any SIP', () => {
  it('permits nothing outside its period, its categories and its recipients (A-034, A-037, A-038, A-040)', () => {
    always(
      fc.property(someSip, someDay, (story, on) => {
        for (const consent of consentsOn(story, on))
          for (const recipient of ASKED)
            for (const category of KINDS) {
              if (!permits(consent, { recipient, category, on })) continue;
              const { data } = consent.given;
              expect(data.validFrom <= on && on <= data.validTo).toBe(true);
              expect(data.categories).toContain(category);
              expect(data.excludedCategories).not.toContain(category);
              expect(data.recipients.some((one) => speaksFor(recipient, one))).toBe(true);
              expect(data.excludedRecipients.some((one) => covers(one as PartyId, recipient))).toBe(false);
            }
      }),
    );
  });

  it('of a child is valid on no day on which a guardian’s is missing, nor from the eighteenth birthday on (A-042, A-043)', () => {
    always(
      fc.property(someSip, someDay, (story, on) => {
        for (const consent of consentsOn(story, on)) {
          const { ofAgeOn, given } = consent;
          if (consentStatusOn(consent, on) !== 'valid' || ofAgeOn === null) continue;
          const by = (role: string) =>
            new Set(
              [
                ...given.data.givers,
                ...story.facts.flatMap((fact) =>
                  fact.type === 'sip.consentJoined' && fact.data.consentId === given.data.consentId
                    ? [{ ...fact.data.giver, on: fact.data.on }]
                    : [],
                ),
              ]
                .filter((one) => one.role === role && one.on <= on)
                .map(({ ref }) => ref),
            ).size;
          if (on < ofAgeOn && given.data.custodyHolders > 0)
            expect(by('guardian')).toBeGreaterThanOrEqual(given.data.custodyHolders);
          if (on >= ofAgeOn) expect(by('self') + by('child') + by('representative')).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('permits something now and then, so that the above says something', () => {
    const permitting = fc
      .sample(someSip, { numRuns: 200, seed: 7 })
      .filter((story) =>
        consentsOn(story, '2030-01-01').some((consent) =>
          ASKED.some((recipient) =>
            KINDS.some((category) => permits(consent, { recipient, category, on: consent.given.data.validFrom })),
          ),
        ),
      );
    expect(permitting.length).toBeGreaterThan(5);
  });
});

describe('any SIP', () => {
  it('is the same in whatever order its facts arrived', () => {
    always(
      fc.property(someSip, someDay, fc.array(fc.nat(), { minLength: 32, maxLength: 32 }), (story, asOf, seed) => {
        const reordered = story.facts
          .map((fact, at) => ({ fact, rank: seed[at % seed.length]! }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ fact }) => fact);
        expect(shown(story.inOrder(reordered), asOf)).toBe(shown(story, asOf));
      }),
    );
  });

  it('is on a day what it is by the facts that count by then: what falls later changes nothing', () => {
    always(
      fc.property(someSip, someDay, (story, asOf) => {
        if (story.facts.some((fact) => fact.meta.corrects !== undefined || isAnnulment(fact))) return;
        const counting = story.facts.filter((fact) => (ownDate(fact) ?? asOf) <= asOf);
        expect(shown(story.inOrder(counting), asOf)).toBe(shown(story, asOf));
      }),
    );
  });

  it('takes no call’s answer from another than the one called or sent on to, nor of its principal', () => {
    always(
      fc.property(someSip, (story) => {
        for (const { current } of standings<SipFact>(story.facts)) {
          if (current?.type !== 'sip.invitationAnswered') continue;
          const { invitationId } = current.data;
          const called = story.facts.flatMap((fact) => {
            if (fact.type === 'sip.invited' && fact.data.invitationId === invitationId)
              return [fact.data.invitee.party ?? fact.meta.party];
            return fact.type === 'sip.invitationAnswered' && fact.data.redirectTo ? [fact.data.redirectTo] : [];
          });
          expect(called.some((one) => speaksFor(current.meta.party, one))).toBe(true);
        }
      }),
    );
  });

  it('takes nothing from one who has no part in it', () => {
    always(
      fc.property(someSip, fc.nat(), (story, at) => {
        const { type, data, meta } = story.facts[at % story.facts.length]!;
        if (type === 'sip.annulled' || meta.corrects !== undefined) return;
        const stranger = { type, data, meta: { ...meta, party: 'region-99' as PartyId, messageId: 'stranger' } };
        const answer = decideSip(submissionOf(stranger as never, '2032-01-01'), story.read, dalarna());
        expect(answer.outcome).not.toBe('accepted');
      }),
    );
  });

  it('is told of with every type of its facts', () => {
    const told = new Set(
      fc.sample(someSip, { numRuns: 400, seed: 7 }).flatMap(({ facts }) => facts.map(({ type }) => type)),
    );
    const all = Object.keys(SIP_SCENES);
    expect(all.filter((type) => !told.has(type as SipFact['type']))).toEqual([]);
  });
});
