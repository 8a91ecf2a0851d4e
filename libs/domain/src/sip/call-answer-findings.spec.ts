import { foundIn as found } from '../../../../test/support/assessed-sip.js';
import { party, REGION } from '../../../../test/support/case-builder.js';
import { aSip, GUARDIAN, type SipBuilder } from '../../../../test/support/sip-builder.js';

const needed = aSip().needed();
const called = needed.consent('2026-01-10').invited('region-20', {}, { at: '2026-01-11' });
/** Of those that are not answered; that one is not opened is by the same rule. */
const unanswered = (story: SipBuilder, asOf: string) =>
  found(story, 'A-049', asOf).filter(({ message_en: en }) => en.includes('has not answered the call'));

describe('a call to a SIP', () => {
  it('to one whom no consent names has nothing to answer until one does (A-029, A-038, A-039, A-049)', () => {
    const uncovered = needed.invited('region-20', {}, { at: '2026-01-11' });
    expect(unanswered(uncovered, '2026-03-01')).toEqual([]);
    const sentOn = uncovered.answered('region-20', { answer: 'redirected', redirectTo: party('region-20.bup') });
    expect(found(sentOn, 'A-050', '2026-03-01')).toEqual([]);
    const covered = (on: string, data = {}) => uncovered.consent(on, data);
    expect(unanswered(covered('2026-02-01'), '2026-02-02')).toMatchObject([
      { raisedOn: '2026-02-02', waitsFor: [REGION] },
    ]);
    expect(unanswered(covered('2026-02-02'), '2026-02-02')).toMatchObject([{ raisedOn: '2026-02-02' }]);
    expect(unanswered(covered('2026-02-10'), '2026-02-09')).toEqual([]);
    expect(unanswered(covered('2026-02-10'), '2026-02-10')).toMatchObject([{ raisedOn: '2026-02-10' }]);
    expect(unanswered(covered('2026-02-01', { excludedRecipients: [REGION] }), '2026-02-10')).toEqual([]);
  });

  it('whose consent is withdrawn is asked for no answer (A-041, A-049)', () => {
    const [unopened] = found(needed.invited('region-20', {}, { at: '2026-01-11' }), 'A-049', '2026-01-20');
    expect(unopened).toMatchObject({ raisedOn: '2026-01-12', status: 'open' });
    expect(unopened).not.toHaveProperty('waitsFor');
    const before = called.withdrawn('2026-02-01', GUARDIAN);
    expect(unanswered(before, '2026-02-10')).toEqual([]);
    const [missed] = unanswered(called.withdrawn('2026-02-02', GUARDIAN), '2026-02-10');
    expect(missed).toMatchObject({ raisedOn: '2026-02-02', status: 'open' });
    expect(missed).not.toHaveProperty('waitsFor');
    expect(missed).not.toHaveProperty('answerWith');
  });
});
