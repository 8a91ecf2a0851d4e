import { accepted } from '#domain';
import { aSip, GUARDIAN, type SipBuilder } from '../../../../test/support/sip-builder.js';
import { sipAnswer, sipRefusal } from '../../../../test/support/assessed-sip.js';

const TODAY = '2026-03-01';
const refusal = (story: SipBuilder) => sipRefusal(story, TODAY);
const isTaken = (story: SipBuilder) => {
  expect(sipAnswer(story, TODAY)).toEqual(accepted);
};

const called = aSip().needed().consent('2026-01-12').invited('region-20');

describe('a SIP', () => {
  it('that is closed takes nothing new, and what was before it all the same (A-052)', () => {
    const closed = called.established('2026-01-20').closed('2026-02-10');
    isTaken(closed);
    expect(refusal(closed.met('2026-02-11'))).toEqual({
      code: 'SipClosed',
      closedOn: '2026-02-10',
      rule: 'A-052',
    });
    isTaken(closed.met('2026-02-10'));
    expect(refusal(closed.closed('2026-02-12'))).toMatchObject({ code: 'AlreadySaid' });
    isTaken(closed.followedUp('2026-02-20'));
    isTaken(closed.withdrawn('2026-02-20', GUARDIAN));
  });

  it('that is closed is not taken up again: a need seen from the day after is a SIP of its own (A-024, A-052)', () => {
    const closed = aSip().considered({ needed: false }).closed('2026-02-10');
    const anew = [
      (at: string) => closed.considered({ needed: true }, { at }),
      (at: string) => closed.needed({}, { at }),
    ];
    for (const tell of anew) {
      isTaken(tell('2026-02-10'));
      expect(refusal(tell('2026-02-11'))).toEqual({ code: 'SipClosed', closedOn: '2026-02-10', rule: 'A-052' });
    }
    isTaken(aSip().needed({}, { at: '2026-02-11' }));
  });

  it('that the individual declined is taken up again in the same one, for the need may be there still (A-052)', () => {
    const declined = aSip().considered().declined('2026-02-10');
    isTaken(declined.considered({}, { at: '2026-02-11' }));
    isTaken(declined.needed({}, { at: '2026-02-11' }));
  });

  it('that is closed has what opened it corrected and taken back all the same', () => {
    const closed = aSip().considered({}, { id: 'c' }).needed({}, { id: 'n' }).closed('2026-02-10');
    isTaken(closed.considered({ needed: false }, { corrects: 'c', at: '2026-02-20' }));
    isTaken(closed.needed({ initiator: 'relative' }, { corrects: 'n', at: '2026-02-20' }));
    isTaken(closed.annulled('n', { at: '2026-02-20' }));
  });
});
