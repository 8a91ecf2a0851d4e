import { FACT_ENTRIES, namesGivenBy, namesUsedBy, ownDate, signaturesUnder, type Fact, type Said } from '#domain';
import { asJudged } from '../../../../test/support/as-judged.js';
import { aCase, day } from '../../../../test/support/case-builder.js';
import { theFirst } from '../../../../test/support/pickers.js';

type Type = Fact['type'];
const TYPES = Object.keys(FACT_ENTRIES) as Type[];
const { meta } = aCase().registered().facts[0]!;

const said = (type: Type): Said<Fact> => ({ ...asJudged({ type, data: FACT_ENTRIES[type].sample(theFirst) }), meta });
const ALL = TYPES.map(said);

describe.each(TYPES)('a sample of %s', (type) => {
  it('names only what a sample of a fact gives a name', () => {
    const given = new Set(ALL.flatMap(namesGivenBy).map(({ thing }) => thing));
    for (const { thing } of namesUsedBy(said(type))) expect(given).toContain(thing);
  });
});

describe('a paper and the signatures under it', () => {
  const signedBy = (type: Type) => signaturesUnder(said(type), ALL).map((signature) => signature.type);

  it('are a version and its approvals, a list of measures and its confirmation, a transfer asked for and its answer, a handover and its answers, an agreement and its approvals, a call and its answer, what is proposed in a deviation and its confirmation (A-049, A-067, A-098, A-107, A-128, S-019)', () => {
    expect(TYPES.flatMap((type) => signedBy(type).map((signature) => [type, signature]))).toEqual([
      ['placement.responsibilityClarified', 'placement.responsibilityConfirmed'],
      ['placement.caseTransferRequested', 'placement.caseTransferAnswered'],
      ['costAllocation.proposed', 'costAllocation.approved'],
      ['deviation.temporaryResponsibilityProposed', 'deviation.temporaryResponsibilityConfirmed'],
      ['deviation.closureProposed', 'deviation.closureConfirmed'],
      ['handover.initiated', 'handover.accepted'],
      ['handover.initiated', 'handover.rejected'],
      ['agreement.registered', 'agreement.approvedByParty'],
      ['sip.invited', 'sip.invitationAnswered'],
    ]);
  });

  it('stand under no other paper than the one they name', () => {
    const { facts } = aCase().registered().proposed('2026-01-15').approved('2026-01-20', { version: 2 });
    expect(signaturesUnder(facts[1]!, facts)).toEqual([]);
  });
});

describe('the own date of a fact', () => {
  it('is none of what describes its subject, and counts always, nor of what says that something never was', () => {
    expect(TYPES.filter((type) => ownDate(said(type)) === null)).toEqual([
      'placement.registered',
      'agreement.registered',
      'sip.consentVoided',
    ]);
  });

  it('of a cost or a contract told after it began is that day, else the day it was said', () => {
    const told = (at: string) =>
      aCase()
        .registered()
        .contract('C1', { from: day('2026-02-01') }, { at }).facts[1]!;
    expect(['2026-03-01', '2026-01-20'].map((at) => ownDate(told(at)))).toEqual(['2026-02-01', '2026-01-20']);
    const cost = aCase().registered().cost('K1', 100, '2026-01-15/2026-01-31').facts[1]!;
    const early = { ...cost, meta: { ...cost.meta, saidOn: day('2026-01-20') } };
    expect(ownDate(early)).toBe('2026-01-20');
  });
});
