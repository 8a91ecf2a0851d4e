/** What the description of all that is pushed and published says in words: its servers and its channels. */
import { HUB_EVENT_TYPES } from './hub-events.js';
import { MESSAGE_TYPES } from './message-types.js';
import { type TopicKind } from './topics.js';

/** A way by which messages go, as it is described. */
export interface ChannelWords {
  readonly sv: string;
  readonly en: string;
  /** As seen by the hub. */
  readonly action: 'receive' | 'send';
  /** Names of messages. */
  readonly messages: readonly string[];
}

/** Names of the messages that no one type has. */
export const NAMED = { note: 'feedNote', pushed: 'feedPush', entry: 'feedEntry', gone: 'feedEntryGone' } as const;

export const INFO = {
  title: 'HVB Hub: Kafka, liveflöde och webhook / Kafka, live stream and webhook',
  description: [
    'Allt som navet skickar utan att någon frågar, och det som tas emot över Kafka. Det som skickas säger att något har hänt, ' +
      'i vilket ärende och när; vad som hände läses med behörighet, på `GET /v1/feed/events/{sequence}`.',
    'All that the hub sends without being asked, and what it takes by Kafka. What is sent says that something has happened, in ' +
      'which case and when; what it was is read with a token, at `GET /v1/feed/events/{sequence}`.',
  ].join('\n\n'),
} as const;

export const SERVERS = {
  kafka: {
    protocol: 'kafka',
    description:
      'Ett ämne av varje slag per part. Mäklarens behörighet till ämnet är partens bevis på vem den är.\n\n' +
      "One topic of each kind per party. The broker's access to the topic is the party's proof of who it is. CloudEvents 1.0; " +
      'key = partitionkey.',
  },
  hub: { protocol: 'https', description: 'Navet, där partens system frågar / the hub, which the party’s systems ask' },
  receiver: {
    protocol: 'https',
    description:
      'Partens mottagare, på adressen i dess prenumeration / the party’s receiver, at the address in its subscription',
  },
} as const;

export const TOPICS: Readonly<Record<TopicKind, ChannelWords>> = {
  submissions: {
    sv: 'Vad parten lämnar. Structured eller binary mode, en händelse per post.',
    en: 'What the party says. Structured or binary mode, one event a record.',
    action: 'receive',
    messages: MESSAGE_TYPES.map(({ type }) => type),
  },
  receipts: {
    sv: 'Hur det gick för varje meddelande som kom över Kafka, och slutbeskedet för det som väntade.',
    en: 'How each message that came by Kafka fared, and the last word on what waited.',
    action: 'send',
    messages: [HUB_EVENT_TYPES.receipt],
  },
  quarantine: {
    sv: 'Att ett meddelande har lagts åt sidan, och var. Innehållet läses på /v1/quarantine.',
    en: 'That a message was put aside, and where. Its content is read at /v1/quarantine.',
    action: 'send',
    messages: [HUB_EVENT_TYPES.quarantined],
  },
  feed: {
    sv: 'Att något har hänt i partens ärenden. Bara id, typ, tid och nummer; innehållet läses med behörighet.',
    en: 'That something has happened in the cases of the party. Ids, type, time and number only.',
    action: 'send',
    messages: [NAMED.note],
  },
};

export const LIVE: ChannelWords = {
  sv:
    'Partens flöde som server-sent events: `data` är posten, `id` dess nummer. Efter ett avbrott tas det upp med ' +
    '`Last-Event-ID`. En kommentar var femtonde sekund.',
  en:
    'The feed of the party as server-sent events: `data` is the entry, `id` its number. After a break it is taken up by ' +
    '`Last-Event-ID`. A comment every fifteen seconds.',
  action: 'send',
  messages: [NAMED.entry, NAMED.gone],
};

export const WEBHOOK: ChannelWords = {
  sv:
    'En POST för varje post i flödet som prenumerationen gäller, signerad enligt Standard Webhooks 1.0.0. Svara 200–299 inom ' +
    'tjugo sekunder. Det som inte är signerat ska avvisas med 400–499. Samma väg går larm till människor, om parten har bett om det.',
  en:
    'One POST for each entry of the feed that the subscription is for, signed by Standard Webhooks 1.0.0. Answer with 200–299 ' +
    'within twenty seconds. What is not signed is to be refused with 400–499. Alerts to people go the same way where the party has asked for it.',
  action: 'send',
  messages: [NAMED.pushed, HUB_EVENT_TYPES.checked, HUB_EVENT_TYPES.tested, HUB_EVENT_TYPES.alerted],
};
