import { openFakeDoor, type Asked, type FakeDoor } from '../../../../test/support/fake-door.js';
import { labelsOf } from './labels.js';
import { runScenario, type ScenarioResult } from './run-scenario.js';
import { NoScenario, readScenario } from './scenario-file.js';

const FALUN = 'kommun-2080.socialnamnden';
const UUID = labelsOf('En saga').uuidOf('placement/P1');

type Answer = Parameters<typeof openFakeDoor>[0];

const takesAll: Answer = ({ method }) =>
  method === 'POST' ? [202, [{ outcome: 'accepted', position: '7', findings: [{ rule: 'A-007' }] }]] : [200, []];

describe('playing a scenario', () => {
  let door: FakeDoor;
  let startedAt = '';

  const play = async (steps: string, answer: Answer = takesAll, head = ''): Promise<ScenarioResult> => {
    door = await openFakeDoor(answer);
    return runScenario(readScenario(`name: En saga\n${head}steps:\n${steps}`), (now) => {
      startedAt = now;
      return Promise.resolve(door);
    });
  };
  afterEach(() => door.stop());

  const sent = (): readonly Asked[] => door.asked.filter(({ method }) => method === 'POST');

  it('starts a hub at the first instant, moves its clock before each step, and stops it', async () => {
    const { ok, steps } = await play('  - at: 2026-01-15T09:00+01:00\n  - at: 2026-03-14T12:00+01:00\n');
    expect(startedAt).toBe('2026-01-15T08:00:00.000Z');
    expect(door.asked).toMatchObject([
      { method: 'PUT', path: '/v1/simulation/clock', who: 'operator', body: { now: '2026-01-15T08:00:00.000Z' } },
      { method: 'PUT', body: { now: '2026-03-14T11:00:00.000Z' } },
    ]);
    expect([ok, steps.length, door.stopped()]).toEqual([true, 2, true]);
  });

  it('sends as the party says: type and time filled in, labels as uuids', async () => {
    await play(
      `  - at: 2026-01-15T09:00+01:00
    by: ${FALUN}
    send: { type: placement.started, subject: placement/P1, data: { startedOn: 2026-01-15, of: placement/P1 } }
  - by: ${FALUN}
    send:
      type: se.hvbhub.placement.started.v2
      subject: costAllocation/P1
      id: mine
      corrects: step-1
      correctionreason: Fel dag
      time: 2026-01-14T23:30+01:00
      source: /party/${FALUN}/system
`,
    );
    expect(sent()).toMatchObject([
      {
        path: '/v1/events',
        who: FALUN,
        contentType: 'application/cloudevents+json',
        body: {
          specversion: '1.0',
          id: 'step-1',
          source: `/party/${FALUN}`,
          type: 'se.hvbhub.placement.started.v1',
          subject: `placement/${UUID}`,
          time: '2026-01-15T08:00:00.000Z',
          data: { startedOn: '2026-01-15', of: UUID },
        },
      },
      {
        body: {
          id: 'mine',
          corrects: 'step-1',
          correctionreason: 'Fel dag',
          source: `/party/${FALUN}/system`,
          type: 'se.hvbhub.placement.started.v2',
          subject: `costAllocation/${UUID}`,
          time: '2026-01-14T22:30:00.000Z',
        },
      },
    ]);
  });

  it('holds a receipt against what is expected: its findings by the ids of their rules', async () => {
    const sending = (expected: string) =>
      play(`  - by: ${FALUN}\n    send: { type: placement.started, subject: placement/P1 }\n    expect: ${expected}\n`);
    expect((await sending('{ outcome: accepted, findings: [A-007] }')).ok).toBe(true);
    const failed = await sending('{ outcome: rejected, findings: { exactly: [A-008] } }');
    expect(failed.ok).toBe(false);
    expect(failed.steps[0]!.mismatches).toMatchObject([
      { pointer: '/outcome', expected: 'rejected', actual: 'accepted' },
      { pointer: '/findings', expected: { rule: 'A-008' } },
      { pointer: '/findings', actual: { rule: 'A-007' } },
    ]);
  });

  it('takes a problem for a refusal', async () => {
    const step = `  - by: ${FALUN}\n    send: { type: placement.started, subject: placement/P1 }\n`;
    const { ok } = await play(`${step}    expect: { outcome: rejected, problem: { code: MalformedJson } }\n`, () => [
      400,
      { code: 'MalformedJson' },
    ]);
    expect(ok).toBe(true);
  });

  it('reads a view with the eyes named, else the auditor’s, and waits for what was said before', async () => {
    const { steps } = await play(
      `  - by: ${FALUN}
    send: { type: placement.started, subject: placement/P1 }
  - { view: costs, of: placement/P1, as: region-20, asOf: 2026-03-14 }
  - { view: deadlines, status: open }
  - { view: timeline, of: placement/P1, knownAt: '3' }
`,
    );
    const [costs, deadlines, timeline] = door.asked.filter(({ method }) => method === 'GET');
    expect(costs).toMatchObject({ who: 'region-20', path: `/v1/placements/${UUID}/costs?asOf=2026-03-14&waitFor=7` });
    expect(deadlines).toMatchObject({ who: 'auditor', path: '/v1/deadlines?status=open&waitFor=7' });
    expect(timeline).toMatchObject({ path: `/v1/placements/${UUID}/timeline?knownAt=3` });
    expect(steps.map(({ position }) => position)).toEqual(['7', '7', '7', '7']);
  });

  it('registers the agreement that a story names, with the approval of each of its parties (A-128)', async () => {
    await play(
      '  - at: 2026-01-15T09:00+01:00\n',
      takesAll,
      'agreement: vetlanda-2023\nsettings: { waitingDays: 3 }\n',
    );
    const [registered, ...approvals] = sent();
    expect(registered!.body).toMatchObject({
      type: 'se.hvbhub.agreement.registered.v1',
      data: { rulePack: 'vetlanda-2023', settings: { waitingDays: 3 } },
    });
    const { parties } = (registered!.body as { data: { parties: string[] } }).data;
    expect(approvals.map(({ who }) => who)).toEqual(parties);
    expect(new Set(approvals.map(({ body }) => (body as { type: string }).type))).toEqual(
      new Set(['se.hvbhub.agreement.approvedByParty.v1']),
    );
  });

  it.each([
    ['the version of the pack that a story names', 'dalarna-hvb-2025@2', { rulePackVersion: 2 }],
    ['no version where a story names none', 'dalarna-hvb-2025', {}],
  ])('registers under %s', async (_, agreement, version) => {
    await play('  - at: 2026-01-15T09:00+01:00\n', takesAll, `agreement: ${agreement}\n`);
    const { rulePack, rulePackVersion } = (sent()[0]!.body as { data: Record<string, unknown> }).data;
    expect({ rulePack, ...(rulePackVersion === undefined ? {} : { rulePackVersion }) }).toEqual({
      rulePack: 'dalarna-hvb-2025',
      ...version,
    });
  });

  it.each([
    ['a version that is none', '  - at: 2026-01-15T09:00Z\n', 'agreement: dalarna-hvb-2025@x\n', '/agreement: x is no'],
    [
      'a rule pack that is none',
      '  - at: 2026-01-15T09:00Z\n',
      'agreement: nowhere-1999\n',
      '/agreement: nowhere-1999',
    ],
    ['an instant that is none', '  - at: 2026-02-30T09:00Z\n', '', '2026-02-30T09:00Z: expected an instant'],
    ['nobody who sends', '  - send: { type: a.b, subject: placement/P1 }\n', '', '/steps/0/by: expected the party'],
  ])('says so of %s, and stops the hub', async (_, steps, head, sentence) => {
    const playing = play(steps, takesAll, head);
    await expect(playing).rejects.toThrow(NoScenario);
    await expect(playing).rejects.toThrow(sentence);
  });

  it('says so where the clock is refused', async () => {
    const playing = play('  - at: 2026-01-15T09:00Z\n', () => [409, { detail_en: 'has passed' }]);
    await expect(playing).rejects.toThrow('/steps/0/at: 2026-01-15T09:00Z: has passed');
    expect(door.stopped()).toBe(true);
  });
});
