import { type Answer, type PublicDoor } from '../../apps/cli/src/scenario/public-door.js';
import { patientDoor, untilThere } from './patient-door.js';

const LATE: Answer = { status: 504, body: { code: 'PositionNotReached' } };
const AWAY: Answer = { status: 503, body: { code: 'RowsIncomplete' } };

/** A door that answers so, one after the other, and then with the last of them. */
function answering(...answers: readonly Answer[]): { readonly door: PublicDoor; readonly asked: string[] } {
  const asked: string[] = [];
  const next = (what: string): Promise<Answer> =>
    Promise.resolve(answers[Math.min(asked.push(what), answers.length) - 1]!);
  const door: PublicDoor = {
    get: (who, path) => next(`${who} ${path}`),
    post: (who, { id }) => next(`${who} posts ${id}`),
    moveClock: (now) => next(now),
  };
  return { door, asked };
}

describe('a door that is asked by a patient one', () => {
  it('is asked the same again while it has not come there, and gives the first answer that is one', async () => {
    const whole: Answer = { status: 200, body: ['P1'] };
    const { door, asked } = answering(LATE, AWAY, whole);
    expect(await patientDoor(door).get('auditor', '/v1/placements')).toEqual(whole);
    expect(asked).toEqual(Array.from({ length: 3 }, () => 'auditor /v1/placements'));
  });

  it.each([200, 400, 403, 404, 500])('has answered where it says %i: it is asked once', async (status) => {
    const { door, asked } = answering({ status, body: null });
    expect(await patientDoor(door).get('auditor', '/v1/placements')).toEqual({ status, body: null });
    expect(asked).toHaveLength(1);
  });

  it('is told each event once, whatever it answers', async () => {
    const { door, asked } = answering(AWAY);
    const event = { id: 'e', source: '/party/a', type: 't', subject: 's/1', time: '2026-01-01T00:00:00Z', data: {} };
    expect(await patientDoor(door).post('kommun-2080', event)).toEqual(AWAY);
    expect(asked).toEqual(['kommun-2080 posts e']);
  });

  it('may be one that is fetched', async () => {
    const answers = [new Response('{"code":"PositionNotReached"}', { status: 504 }), new Response('[]')];
    const answer = await untilThere(() => Promise.resolve(answers.shift()!));
    expect([answer.status, await answer.json()]).toEqual([200, []]);
  });
});
