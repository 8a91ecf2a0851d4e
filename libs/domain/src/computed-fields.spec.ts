import { fieldsOfDeadline, type DeadlineStatus } from '#domain';

const KIND = 'reviewSoL' as const;
const classOf = (fromBirthDate: 'end' | 'all' | undefined, status?: DeadlineStatus) =>
  fieldsOfDeadline(
    { kind: KIND, ...(fromBirthDate ? { fromBirthDate } : {}) },
    { deadlineId: 'd', dueOn: '2026-02-01', ...(status ? { status } : {}) },
  );
const OF_CASE = ['/dueOn', 'case'];

describe('a deadline that is shown', () => {
  const told = (...asked: Parameters<typeof classOf>) =>
    classOf(...asked).map(({ pointer, disclosure }) => [pointer, disclosure]);

  it('is of its kind’s class but for its ids, whatever has become of it', () => {
    for (const status of ['open', 'overdue', 'met', 'cancelled', 'lapsed'] as const)
      expect(told(undefined, status)).toEqual([...[['/deadlineId', 'routing'], OF_CASE], ['/status', 'case']]);
  });

  it('tells who somebody is where a birth date sets its days', () => {
    for (const status of ['open', 'overdue', 'met', undefined] as const)
      expect(told('all', status)[1]).toEqual(['/dueOn', 'identity']);
  });

  it('tells who somebody is where a birthday will end it once it is ended, and not before', () => {
    for (const status of ['met', 'cancelled', 'lapsed'] as const)
      expect([status, told('end', status)[1]]).toEqual([status, ['/dueOn', 'identity']]);
    for (const status of ['open', 'overdue'] as const)
      expect([status, told('end', status)[1]]).toEqual([status, OF_CASE]);
  });

  it('is not ended where it is listed among what is to be done, which has no status', () => {
    expect(told('end')).toEqual([['/deadlineId', 'routing'], OF_CASE]);
  });
});
