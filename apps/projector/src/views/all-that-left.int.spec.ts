/** The ledger has an entry of every field that ever left, as a recorder at the door tells it. */
import fc from 'fast-check';
import { type Uuid } from '#domain';
import { always } from '../../../../test/support/always.js';
import { someStreams, type SomeStreams } from '../../../../test/support/arbitrary-streams.js';
import { PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { LEFT_AT, notEntered, type LeftAt, type LeftField } from '../../../../test/support/left-in-answers.js';
import { openSpecHub } from '../../../../test/support/open-hub.js';
import { callerOf, openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { ProblemError } from '#http';
import { LIST_NAMES } from '../lists/lists.js';
import { answerExplain } from '../explain/answer-explain.js';
import { VIEWS_UNDER } from './case-view.js';
import { entered } from './entered.js';
import { answerList } from './list-view.js';
import { type Eyes } from './showing.js';
import { answerCaseView, answerOf } from './subject-view.js';
import { THINGS } from './things.js';
import { answerWorklist } from './worklist-view.js';

const READERS = [
  ...[PLACING_PARTY, REGION, `${REGION}.bup`, 'kommun-2081.socialnamnden', 'kommun-2080', 'region-21', 'auditor'],
];

/** A question at a door: how its answer is read by the recorder, what it is after, and how it is asked. */
interface Question {
  readonly at: LeftAt | 'explain';
  readonly id: string;
  readonly ask: (views: SpecViews, eyes: Eyes) => Promise<unknown>;
}

const body = async (answer: Promise<{ readonly body: unknown }>): Promise<unknown> => (await answer).body;

const ofCase = (id: Uuid): readonly Question[] =>
  (['placement', ...VIEWS_UNDER] as const).map((view) => ({
    ...{ at: view, id },
    ask: ({ parts }, eyes) => body(answerCaseView(parts, { view, placementId: id, eyes })),
  }));

const thing = (at: 'sip' | 'consent' | 'discharge' | 'concern' | 'deviation', id: Uuid): Question => ({
  ...{ at, id },
  ask: ({ parts }, eyes) => {
    const answer = THINGS.find(({ name }) => name === at)?.answer;
    return answer ? body(answer(parts, { id, eyes })) : Promise.reject(new Error(`${at} is no thing`));
  },
});

const named = (kind: string, id: Uuid): readonly Question[] => [
  ...(['deadlines', 'findings', 'timeline'] as const).map((view): Question => ({
    ...{ at: view, id },
    ask: ({ parts }, eyes) => body(answerOf(parts, { view, of: `${kind}/${id}`, eyes })),
  })),
  {
    ...{ at: 'explain', id: `${kind}/${id}` },
    ask: ({ parts }, eyes) => {
      const recipient = eyes.caller.kind === 'party' ? eyes.caller.party : REGION;
      return body(answerExplain(parts, { of: `${kind}/${id}`, recipient }, eyes));
    },
  },
];

const LISTS: readonly Question[] = [
  ...LIST_NAMES.map((list): Question => ({
    ...{ at: list, id: '' },
    ask: async ({ parts }, eyes) => (await answerList(parts, list, {}, eyes)).items,
  })),
  { at: 'worklist', id: '', ask: async ({ parts }, eyes) => (await answerWorklist(parts, {}, eyes)).items },
];

function questionsOf({ story, sips, discharge, concern, told }: SomeStreams): readonly Question[] {
  const deviations = told.flatMap(({ fact: { type, meta } }) =>
    type === 'deviation.reported' ? [meta.subject.id] : [],
  );
  const consents = told.flatMap(({ fact }) => (fact.type === 'sip.consentGiven' ? [fact.data.consentId] : []));
  return [
    ...ofCase(story.placementId),
    ...named('placement', story.placementId),
    ...sips.flatMap(({ sipId }) => [thing('sip', sipId), ...named('sip', sipId)]),
    ...[...new Set(consents)].map((id) => thing('consent', id)),
    ...[...new Set(deviations)].flatMap((id) => [thing('deviation', id), ...named('deviation', id)]),
    ...[thing('discharge', discharge.dischargeId), ...named('discharge', discharge.dischargeId)],
    ...[thing('concern', concern.concernId), ...named('concern', concern.concernId)],
    ...LISTS,
  ];
}

/** What is shown of it; null where it is not there. */
async function answerTo(ask: Promise<unknown>): Promise<unknown> {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'NotFound') return null;
    throw error;
  }
}

const isErased = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'erased' in answer;

/** What a recorder at the door tells of an answer; an explanation shows which fields there are, and none of them. */
const leftIn = ({ at, id }: Question, answer: unknown): readonly LeftField[] =>
  at === 'explain' ? [{ pointer: '', of: [id, 'placement/'], classes: ['routing'] }] : LEFT_AT[at](answer, id);

interface Recorded {
  /** What has left without an entry, by whom it was read and where. */
  readonly bare: readonly unknown[];
  /** How many fields there were. */
  readonly fields: number;
}

/** One question of one reader; what is not there is entered as denied. */
async function recordedOf(views: SpecViews, who: string, question: Question): Promise<Recorded> {
  const { at, id, ask } = question;
  const before = views.entered.length;
  const answer = await answerTo(
    entered(views.parts, { caller: callerOf(who), door: 'timeline' }, (eyes) => ask(views, eyes)),
  );
  const entries = views.entered.slice(before);
  if (answer === null)
    return { bare: entries.map(({ outcome }) => outcome).join() === 'denied' ? [] : [[who, at, id]], fields: 0 };
  if (isErased(answer)) return { bare: [], fields: 0 };
  const left = leftIn(question, answer);
  return { bare: notEntered(left, entries).map((one) => [who, at, id, one]), fields: left.length };
}

/** Of one history, whoever reads it and where. */
async function recorded(streams: SomeStreams): Promise<Recorded> {
  const hub = await openSpecHub();
  const views = await openSpecViews(hub);
  const found: Recorded[] = [];
  try {
    const { story, sips, discharge, concern } = streams;
    await hub.tell([...dalarnaEvents(), ...[story, ...sips, discharge, concern].flatMap((one) => eventsOf(one))]);
    await views.rows.all();
    for (const who of READERS)
      for (const question of questionsOf(streams)) found.push(await recordedOf(views, who, question));
  } finally {
    await views.rows.stop();
    await hub.close();
  }
  return { bare: found.flatMap(({ bare }) => bare), fields: found.reduce((sum, { fields }) => sum + fields, 0) };
}

describe('what has left', () => {
  it('is in the ledger, field by field, by whom it is of and of which class, whoever has read it and where', async () => {
    let all = 0;
    await always(
      fc.asyncProperty(someStreams, async (streams) => {
        const { bare, fields } = await recorded(streams);
        expect(bare).toEqual([]);
        all += fields;
      }),
      { numRuns: 6 },
    );
    expect(all).toBeGreaterThan(1_000);
  });
});
