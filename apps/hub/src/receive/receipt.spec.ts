import { problem, type ProblemCode } from '#contracts';
import { statusOf, type Receipt } from '../receipt/receipt.js';

const taken: Receipt = { id: '1', subject: 's', outcome: 'accepted', findings: [] };
const waits: Receipt = { ...taken, outcome: 'waiting' };
const refused = (code: ProblemCode): Receipt => ({ ...taken, outcome: 'rejected', problem: problem(code) });

describe('the status of an answer', () => {
  it('is 202 when all are accepted, known or waiting', () => {
    expect(statusOf([taken, { ...taken, outcome: 'duplicate' }, waits])).toBe(202);
  });
  it('is 207 when some are refused', () => {
    expect(statusOf([taken, refused('SharesDoNotSum')])).toBe(207);
  });
  it('is their own when all are refused alike, else 422', () => {
    expect(statusOf([refused('WrongSource')])).toBe(403);
    expect(statusOf([refused('MissingField'), refused('WrongType')])).toBe(400);
    expect(statusOf([refused('MissingField'), refused('WrongSource')])).toBe(422);
  });
});
