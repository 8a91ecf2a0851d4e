/** The bounds of what if: facts, time, and how many at once; each reached, and what is answered then. */
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { principalOf, type Principal } from '#access';
import { type Problem } from '#contracts';
import { type Slices } from '#http';
import { aCase } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { noted } from '../views/noted.js';
import { answerWhatIf, WHAT_IF_BOUNDS, type WhatIfBounds } from './answer-what-if.js';
import { AT_ONCE_MAX, WhatIfController } from './what-if.controller.js';

const story = aCase('P1').emergency().started('2026-01-15').dentalContact('2026-02-01');
const asked = { of: `placement/${story.placementId}`, settings: { emergencyMonths: 3 }, asOf: '2026-03-31' };
const auditor = principalOf('auditor') as Principal;
const neverRests: Pick<Slices, 'rest'> = { rest: () => null };

/** What a question is refused with, its header among it; fails where it is answered. */
async function refusedWith(question: Promise<unknown>) {
  const error: unknown = await question.then(
    () => new Error('it was answered'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error) || !('problem' in error)) throw error;
  const { status, code, pointer, expected } = error.problem as Problem;
  return { status, code, pointer, expected };
}

describe('what if', () => {
  let hub: SpecHub;
  let views: SpecViews;
  beforeAll(async () => {
    hub = await openSpecHub();
    views = await openSpecViews(hub);
    const told = await hub.tell([...dalarnaEvents(), ...eventsOf(story)]);
    expect(told.map(({ outcome }) => outcome)).toEqual(told.map(() => 'accepted'));
  });
  afterAll(async () => {
    await views.rows.stop();
    await hub.close();
  });

  const ask = (bounds: Partial<WhatIfBounds>, slices = neverRests) =>
    answerWhatIf(
      { ...views.parts, slices },
      { asked: asked as never, eyes: { caller: auditor, noted: noted() } },
      { ...WHAT_IF_BOUNDS, ...bounds },
    );

  it('is asked of a thousand facts and twenty seconds at most, of two at once', () => {
    expect(WHAT_IF_BOUNDS).toMatchObject({ factsMax: 1_000, workMsMax: 20_000 });
    expect(AT_ONCE_MAX).toBe(2);
    const before = WHAT_IF_BOUNDS.nowMs();
    expect(WHAT_IF_BOUNDS.nowMs()).toBeGreaterThanOrEqual(before);
  });

  it('answers a history of as many facts as the bound, and refuses one more', async () => {
    expect(story.facts).toHaveLength(3);
    expect((await ask({ factsMax: 3 })).body).toMatchObject({ of: asked.of });
    expect(await refusedWith(ask({ factsMax: 2 }))).toEqual({
      ...{ status: 413, code: 'TooLarge', pointer: '/of', expected: '≤ 2 facts' },
    });
  });

  it('is worked on until its time is out, and not a millisecond longer', async () => {
    /** Each rest takes so many milliseconds on a clock of its own. */
    const worked = async (eachMs: number, workMsMax: number) => {
      let atMs = 5;
      let rests = 0;
      const rest = () => {
        atMs += eachMs;
        rests += 1;
        return null;
      };
      const question = ask({ workMsMax, nowMs: () => atMs }, { rest });
      return {
        answer: await question.then(
          () => 'answered' as const,
          () => refusedWith(question),
        ),
        rests,
      };
    };
    const { answer, rests: all } = await worked(0, 0);
    expect(answer).toBe('answered');
    expect(all).toBeGreaterThan(3);
    // Asked after each judgement, before its rest: the last is asked when all but one have rested.
    expect(await worked(1, all - 1)).toEqual({ answer: 'answered', rests: all });
    const tooLong = { status: 413, code: 'TooLarge', pointer: '/of', expected: `≤ ${all - 2} ms` };
    expect(await worked(1, all - 2)).toEqual({ answer: tooLong, rests: all - 1 });
    expect(await worked(10, 20)).toMatchObject({ answer: { code: 'TooLarge', expected: '≤ 20 ms' }, rests: 3 });
  });

  it('is worked on so many at a time; another is asked to come again, until one is answered', async () => {
    const release: (() => void)[] = [];
    const held: Slices = { rest: () => new Promise((resolve) => void release.push(resolve)), asked: () => undefined };
    const door = new WhatIfController(views.parts, held);
    const body = Buffer.from(JSON.stringify(asked));
    const request = { body, headers: { 'content-type': 'application/json' } } as unknown as FastifyRequest;
    const reply = { header: () => reply } as unknown as FastifyReply;
    const question = () => door.ask(request, auditor, reply);
    const letGoOn = async (one: Promise<unknown>): Promise<unknown> => {
      const answer = one.then((body) => ({ body }));
      const turn = () => new Promise<null>((resolve) => setImmediate(resolve, null));
      for (;;) {
        for (const resolve of release.splice(0)) resolve();
        const done = await Promise.race([answer, turn()]);
        if (done) return done.body;
      }
    };
    const underWay = Array.from({ length: AT_ONCE_MAX }, question);
    expect(await refusedWith(question())).toMatchObject({ status: 429, code: 'TooManyRequests' });
    await Promise.all(underWay.map((one) => letGoOn(one)));
    expect(await letGoOn(question())).toMatchObject({ of: asked.of });
  });
});
