/** Told facts as the CloudEvents that a party would send. */
import { wireType } from '#contracts';
import {
  subjectText,
  type AgreementFact,
  type AsSent,
  type Fact,
  type Meta,
  type PartyId,
  type SettingOverrides,
} from '#domain';
import { PLACING_PARTY, REGION, uuid } from './case-defaults.data.js';

/** A CloudEvent in structured JSON. */
export interface WireEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: object;
  readonly [extension: string]: unknown;
}

/** The party that says an event. */
export const sayerOf = ({ source }: Pick<WireEvent, 'source'>): PartyId => (source.split('/')[2] ?? '') as PartyId;

/** A fact of any kind as its party sends it. */
interface AnySent {
  readonly type: Fact['type'];
  readonly data: object;
  readonly meta: Pick<Meta, 'messageId' | 'source' | 'subject' | 'time' | 'corrects'>;
}

/** Each fact of a story as its party would send it. */
export function eventsOf(story: { readonly sent: readonly AnySent[] }): WireEvent[] {
  return story.sent.map(({ type, data, meta }) => ({
    specversion: '1.0',
    id: meta.messageId,
    source: meta.source,
    type: wireType(type),
    subject: subjectText(meta.subject),
    time: meta.time,
    ...(meta.corrects === undefined ? {} : { corrects: meta.corrects, correctionreason: 'Rättelse' }),
    data,
  }));
}

type AgreementData<T extends AgreementFact['type']> = AsSent<Extract<AgreementFact, { readonly type: T }>['data']>;

/** The Dalarna agreement between Falun and the region: registered, and approved by both, on its first day. */
export function dalarnaEvents(settings: SettingOverrides = {}): WireEvent[] {
  const told = <T extends AgreementFact['type']>(by: string, type: T, data: AgreementData<T>): WireEvent => ({
    specversion: '1.0',
    id: `${type}-${by}`,
    source: `/party/${by}`,
    type: wireType(type),
    subject: `agreement/${uuid('agreement/RÖK')}`,
    time: '2025-07-01T08:00:00.000Z',
    data,
  });
  const approval = { on: '2025-07-01', decisionRef: 'KS 2025/1' } as AgreementData<'agreement.approvedByParty'>;
  return [
    told(REGION, 'agreement.registered', {
      kind: 'regional',
      title: 'Regional överenskommelse om samverkan vid placering i HVB',
      parties: ['kommun-2080', PLACING_PARTY, REGION],
      validFrom: '2025-07-01',
      validTo: '2033-06-30',
      rulePack: 'dalarna-hvb-2025',
      ...(Object.keys(settings).length > 0 ? { settings } : {}),
      header: {},
    } as unknown as AgreementData<'agreement.registered'>),
    told(PLACING_PARTY, 'agreement.approvedByParty', approval),
    told(REGION, 'agreement.approvedByParty', approval),
  ];
}
