import fc from 'fast-check';
import { byFact, DEADLINE_LAW, findingStatus, type PartyId, type ToldType } from '#domain';
import { aCase, dalarna, noAgreement, PLACING_PARTY as KOMMUN } from '../../../test/support/case-builder.js';
import { on, open } from '../../../test/support/assessed.js';
import { asked, transferred, RECEIVER } from '../../../test/support/transfer-steps.js';
import { always } from '../../../test/support/always.js';
import { someDay } from '../../../test/support/arbitrary-case.js';
import { someStreams } from '../../../test/support/arbitrary-streams.js';
import { assessedTogether } from '../../../test/support/told-streams.js';
import { mayTell } from '../../../test/support/may-tell.js';
import { FINDING_RULES } from './streams-by-law.js';
const registered = aCase().registered();
const decided = registered.decided('2026-01-12');
const placed = decided.started('2026-01-15');

describe('what answers by the name of a fact', () => {
  it('is that fact of every kind that is about a person, and of no agreement (D-024)', () => {
    const kinds = ['placement', 'costAllocation', 'deviation', 'handover', 'sip', 'discharge', 'concern'];
    expect(byFact(DEADLINE_LAW.disclosureReview.metBy)).toEqual({
      by: 'fact',
      types: kinds.flatMap((kind) => [`${kind}.disclosureDecided`, `${kind}.disclosureEnded`]),
    });
  });

  it('is by its types as they are listed, where it has them', () => {
    const { metBy } = DEADLINE_LAW.handoverAnswer;
    expect(byFact(metBy)).toBe(metBy);
  });
});

describe('a finding that nothing answers', () => {
  const stays = FINDING_RULES.flatMap(({ rule, answer }) => (answer.by === 'nothing' ? [{ rule, ...answer }] : []));

  it('says why in its table, and those are the ones below', () => {
    expect(stays).toHaveLength(26);
    expect(FINDING_RULES).toHaveLength(153);
  });

  it.each(stays)('by $rule: $because', ({ because }) => {
    expect(because).toMatch(/\w{2,} \w{2,} \w{2,}/);
  });

  it('waits for nobody, as a case that is asked for otherwise than in writing (H-010)', () => {
    const [unwritten] = open(on(asked(placed, '2026-03-02', { inWriting: false }), '2026-03-02'), 'H-010');
    expect(unwritten).toBeDefined();
    expect(unwritten).not.toHaveProperty('waitsFor');
    expect(unwritten).not.toHaveProperty('answerWith');
  });

  it('is not one where an agreement would: told in its own stream, by the kommun that places (A-001)', () => {
    const [without] = open(on(placed, '2026-02-01', noAgreement), 'A-001');
    expect(without).toMatchObject({
      waitsFor: [KOMMUN],
      answerWith: ['agreement.registered', 'agreement.approvedByParty'],
    });
    expect(open(on(placed, '2026-02-01', dalarna()), 'A-001')).toEqual([]);
  });

  it('after a transfer waits for the kommun that places by then, whoever was found wanting (S-019)', () => {
    const story = transferred(placed, '2026-03-02', '2026-03-10');
    expect(open(on(story, '2026-03-09'), 'S-012')).toMatchObject([{ waitsFor: [KOMMUN] }]);
    expect(open(on(story, '2026-03-10'), 'S-012')).toMatchObject([{ waitsFor: [RECEIVER] }]);
  });
});

describe('whom a finding waits for, in any history', () => {
  it('may tell one of the facts that would answer it, and each of those is somebody’s to tell', () => {
    always(
      fc.property(someStreams, someDay, ({ told }, asOf) => {
        for (const [stream, { findings }] of assessedTogether(told, asOf)) {
          for (const { waitsFor, answerWith, rule, ...found } of findings) {
            expect([rule, waitsFor === undefined]).toEqual([rule, answerWith === undefined]);
            if (!waitsFor || !answerWith || findingStatus(found, asOf) === 'resolved') continue;
            const may = (party: PartyId, type: ToldType): boolean => mayTell({ told, stream, asOf }, party, type);
            const whose = answerWith.map((type) => waitsFor.filter((party) => may(party, type)));
            expect([rule, whose.some((those) => those.length === 0)]).toEqual([rule, false]);
            expect([rule, waitsFor.filter((party) => !whose.some((those) => those.includes(party)))]).toEqual([
              rule,
              [],
            ]);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
