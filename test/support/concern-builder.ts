/** Tells a concern in a few words, for specs: `aConcern().reported('2026-02-02').opened('2026-02-03')`. */
import {
  assessConcern,
  decideOn,
  findingStatus,
  ownDate,
  streamNamed,
  type AsSent,
  type ConcernAssessment,
  type ConcernData,
  type ConcernFact,
  type ConcernSaid,
  type Day,
  type Decision,
  type Meta,
  type Said,
  type Uuid,
} from '#domain';
import { asJudged } from './as-judged.js';
import { day, name, noAgreement } from './case-builder.js';
import { PLACING_PARTY, REGION, uuid } from './case-defaults.data.js';
import { type How } from './case-steps.js';
import { submissionOf } from './decision-on-last.js';
import { toldMeta } from './told-meta.js';

type Part<Name extends keyof ConcernData> = Partial<AsSent<ConcernData[Name]>>;

/** The nämnd that concerns are reported to, unless said. */
export const NAMND = PLACING_PARTY;

export interface ConcernBuilder {
  readonly concernId: Uuid;
  readonly facts: readonly Said<ConcernFact>[];
  /** The same facts, as the parties send them. */
  readonly sent: readonly (AsSent<ConcernFact> & Pick<Said<ConcernFact>, 'meta'>)[];
  readonly read: ConcernSaid;
  /** Any fact in full, by the region unless said. */
  readonly said: <T extends ConcernFact['type']>(
    type: T,
    data: AsSent<Extract<ConcernFact, { readonly type: T }>['data']>,
    how?: How,
  ) => ConcernBuilder;
  /** Of a known child, not urgent, to the nämnd. */
  readonly reported: (on: string, data?: Part<'reported'>, how?: How) => ConcernBuilder;
  /** By the nämnd, the first message of the story, unless said. */
  readonly opened: (on: string, data?: Part<'opened'>, how?: How) => ConcernBuilder;
  readonly annulled: (annulsId: string, how?: How) => ConcernBuilder;
  /** The same facts in another order of arrival. */
  readonly inOrder: (facts: readonly Said<ConcernFact>[]) => ConcernBuilder;
}

export const CHILD = uuid('person/A');

/** A concern of which nothing has been said. `label` sets it apart from others in one spec. */
export const aConcern = (label = 'O1'): ConcernBuilder => builder(uuid(`concern/${label}`), [], []);

function builder(concernId: Uuid, facts: readonly Said<ConcernFact>[], sent: ConcernBuilder['sent']): ConcernBuilder {
  const say = (type: ConcernFact['type'], data: object, how: How = {}): ConcernBuilder => {
    const fact = { type, data } as unknown as AsSent<ConcernFact>;
    const judged = said(concernId, fact, facts, how);
    return builder(concernId, [...facts, judged], [...sent, { ...fact, meta: judged.meta }]);
  };
  return {
    concernId,
    facts,
    sent,
    read: { concernId, stream: streamNamed('concern', concernId), facts },
    said: say,
    reported: (on, data = {}, how) =>
      say('concern.reported', { about: { personId: CHILD }, to: NAMND, on, urgent: false, ...data }, how),
    opened: (on, data = {}, how = {}) =>
      say(
        'concern.opened',
        { eventId: facts[0]?.meta.eventId ?? uuid('event/none'), unit: 'mottagning', on, ...data },
        { by: NAMND, ...how },
      ),
    annulled: (annulsId, how) => say('concern.annulled', { annulsId, reason: 'Felregistrering' }, how),
    inOrder: (order) =>
      builder(
        concernId,
        order,
        order.flatMap(({ meta }) => sent.filter((one) => one.meta.eventId === meta.eventId)),
      ),
  };
}

/** Told on `how.at`, else on the fact's own day, else on the day of the fact before. */
function said(id: Uuid, sent: AsSent<ConcernFact>, before: readonly Said<ConcernFact>[], how: How): Said<ConcernFact> {
  const latest = before.at(-1)?.meta.saidOn ?? day('2026-02-02');
  const fact = asJudged(sent);
  const metaAt = (on: string): Meta => toldMeta({ kind: 'concern', id }, before.length, { by: REGION, ...how, at: on });
  const own = ownDate({ ...fact, meta: metaAt(latest) });
  return { ...fact, meta: metaAt(how.at ?? own ?? latest) };
}

/** The concern as of a day. */
export const concernOnDay = ({ read }: ConcernBuilder, asOf: string): ConcernAssessment =>
  assessConcern(read, asOf as Day, name);

/** What is found on a day, each with whether it is open then. */
export const foundIn = (story: ConcernBuilder, asOf: string) =>
  concernOnDay(story, asOf).findings.map((one) => ({ ...one, status: findingStatus(one, day(asOf)) }));

/** The answer to the last message. `today` is the hub's day, else the day it was said. */
export function concernAnswer({ facts, concernId }: ConcernBuilder, today?: string): Decision {
  const last = facts.at(-1);
  if (!last) throw new Error('nothing was told');
  const submission = submissionOf(last, today);
  const stream = streamNamed('concern', concernId);
  return decideOn<'concern'>(
    submission,
    { category: 'concern', stream, facts: facts.slice(0, -1) },
    { surroundings: noAgreement, today: submission.today, name },
  );
}

/** The broken rule's code and facts; what is not refused as the law answers it. */
export function concernRefusal(story: ConcernBuilder, today?: string): unknown {
  const answer = concernAnswer(story, today);
  return answer.outcome === 'rejected' ? answer.rejection : answer;
}
