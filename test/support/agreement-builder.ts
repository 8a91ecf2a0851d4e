/** Tells an agreement in a few words, for specs: `anAgreement().registered().approved('kommun-2080', '2025-06-20')`. */
import {
  type AgreementData,
  type AgreementFact,
  type AsSent,
  type Day,
  type Instant,
  type PartyId,
  type Said,
  type Uuid,
} from '#domain';
import { asJudged } from './as-judged.js';
import { REGION, uuid } from './case-defaults.data.js';
import { type How } from './case-steps.js';

/** A fact of an agreement as its party sends it. */
export type SentOfAgreement = AsSent<AgreementFact> & Pick<Said<AgreementFact>, 'meta'>;

export interface AgreementBuilder {
  readonly facts: readonly Said<AgreementFact>[];
  /** The same facts, as the parties send them. */
  readonly sent: readonly SentOfAgreement[];
  /** On the Dalarna terms, between region and kommun, by the region. */
  readonly registered: (data?: Partial<AsSent<AgreementData['registered']>>, how?: How) => AgreementBuilder;
  readonly approved: (by: string, on: string, how?: How) => AgreementBuilder;
  readonly superseded: (by: Uuid, how?: How) => AgreementBuilder;
  /** Any fact in full, by the region unless said. */
  readonly said: <T extends AgreementFact['type']>(
    type: T,
    data: AsSent<Extract<AgreementFact, { readonly type: T }>['data']>,
    how?: How,
  ) => AgreementBuilder;
  readonly annulled: (annulsId: string, how?: How) => AgreementBuilder;
}

const TERMS: AsSent<AgreementData['registered']> = {
  kind: 'regional',
  title: 'Regional överenskommelse om samverkan vid placering i HVB',
  parties: [REGION, 'kommun-2080' as PartyId],
  validFrom: '2025-07-01' as Day,
  validTo: '2033-06-30' as Day,
  rulePack: 'dalarna-hvb-2025',
  header: {},
};

const AGREEMENT = uuid('agreement/A1');

/** An agreement of which nothing has been said. */
export function anAgreement(
  facts: readonly Said<AgreementFact>[] = [],
  sent: readonly SentOfAgreement[] = [],
): AgreementBuilder {
  const say = (fact: AsSent<AgreementFact>, how: How, on: string): AgreementBuilder => {
    const judged = said(asJudged(fact), facts.length, { by: REGION, at: on, ...how });
    return anAgreement([...facts, judged], [...sent, { ...fact, meta: judged.meta }]);
  };
  const latest = facts.at(-1)?.meta.saidOn ?? '2025-06-01';
  return {
    facts,
    sent,
    said: (type, data, how = {}) => say({ type, data } as unknown as AsSent<AgreementFact>, how, latest),
    registered: (data = {}, how = {}) =>
      say({ type: 'agreement.registered', data: { ...TERMS, ...data } }, how, latest),
    approved: (by, on, how = {}) =>
      say(
        { type: 'agreement.approvedByParty', data: { on: on as Day, decisionRef: 'KF 2025-06' } },
        { by, ...how },
        on,
      ),
    superseded: (by, how = {}) => say({ type: 'agreement.superseded', data: { by } }, how, latest),
    annulled: (annulsId, how = {}) =>
      say({ type: 'agreement.annulled', data: { annulsId, reason: 'Felregistrering' } }, how, latest),
  };
}

function said(
  fact: AgreementFact,
  told: number,
  how: How & { readonly by: string; readonly at: string },
): Said<AgreementFact> {
  const messageId = how.id ?? `m${told + 1}`;
  const time = `${how.at}T08:${String(told).padStart(2, '0')}:00.000Z` as Instant;
  return {
    ...fact,
    meta: {
      eventId: uuid(`event/${how.by}/agreement/${messageId}`),
      subject: { kind: 'agreement', id: AGREEMENT },
      messageId,
      source: `/party/${how.by}`,
      party: how.by as PartyId,
      time,
      saidOn: how.at as Day,
      ...(how.corrects === undefined ? {} : { corrects: how.corrects }),
      revision: told,
      recordedAt: time,
      recordedOn: how.at as Day,
    },
  };
}
