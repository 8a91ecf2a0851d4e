import { on } from '../../../test/support/assessed.js';
import { aCase, day } from '../../../test/support/case-builder.js';
import { deadlineAnswer } from './answers.js';

const review = (endedOn: string) => {
  const assessed = on(aCase().registered().started('2026-01-15').ended(endedOn), '2026-12-01');
  return deadlineAnswer(
    assessed.deadlines.find(({ kind }) => kind === 'reviewSoL')!,
    day('2026-12-01'),
  );
};

describe('a deadline as it is shown', () => {
  it('tells when its cause went away only where it is cancelled by that (A-060)', () => {
    expect(review('2026-07-15')).toMatchObject({ status: 'cancelled', cancelledOn: '2026-07-15' });
    const missed = review('2026-07-16');
    expect(missed).toMatchObject({ status: 'overdue', dueOn: '2026-07-15' });
    expect(Object.keys(missed)).not.toEqual(expect.arrayContaining([expect.stringMatching(/cancelledOn|ceasedOn/)]));
  });
});
