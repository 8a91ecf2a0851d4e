/** The description of all that goes without being asked for, AsyncAPI 3: made from the tables of topics, message types and pushed names. */
import { type ChannelWords, INFO, LIVE, SERVERS, TOPICS, WEBHOOK } from './asyncapi.data.js';
import { hubMessages, submittedMessages } from './asyncapi-messages.js';
import { MEDIA_TYPES } from './media-types.js';
import { TOPIC_KINDS, type TopicKind } from './topics.js';

type Json = Readonly<Record<string, unknown>>;

/** The feed’s own doors are named alike here and in the description of the doors. */
const LIVE_PATH = '/v1/feed/live';
/** Of the bindings of HTTP, as AsyncAPI numbers them. */
const HTTP_BINDING = '0.3.0';

/** The document, as `GET /asyncapi.json` answers it. */
export function asyncApi(): Json {
  return {
    asyncapi: '3.0.0',
    info: { ...INFO, version: '1', license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' } },
    defaultContentType: MEDIA_TYPES.structured,
    servers: Object.fromEntries(Object.entries(SERVERS).map(([name, words]) => [name, serverOf(name, words)])),
    channels: {
      ...Object.fromEntries(TOPIC_KINDS.map((kind) => [kind, topicChannel(kind)])),
      live: { address: LIVE_PATH, servers: [ref('servers', 'hub')], ...saying(LIVE) },
      // Its address is the party's own.
      webhook: { address: null, servers: [ref('servers', 'receiver')], ...saying(WEBHOOK) },
    },
    operations: {
      ...Object.fromEntries(TOPIC_KINDS.map((kind) => [kind, operation(kind, TOPICS[kind])])),
      live: { ...operation('live', LIVE), security: [ref('components', 'securitySchemes', 'token')], ...over('GET') },
      webhook: { ...operation('webhook', WEBHOOK), ...over('POST') },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      messages: { ...submittedMessages(), ...hubMessages() },
    },
  };
}

const ref = (...path: readonly string[]): Json => ({ $ref: `#/${path.join('/')}` });

const serverOf = (name: string, words: Json): Json => ({
  ...words,
  host: `{${name}}`,
  variables: { [name]: { description: `Installationens, eller partens / of the installation, or of the party` } },
});

const over = (method: string): Json => ({ bindings: { http: { method, bindingVersion: HTTP_BINDING } } });

function saying({ sv, en, messages }: ChannelWords): Json {
  return {
    description: `${sv}\n\n${en}`,
    messages: Object.fromEntries(messages.map((name) => [name, ref('components', 'messages', name)])),
  };
}

function topicChannel(kind: TopicKind): Json {
  return {
    address: `hvb.${kind}.{partyId}`,
    servers: [ref('servers', 'kafka')],
    ...saying(TOPICS[kind]),
    parameters: {
      partyId: {
        description: 'kommun-<4 siffror>[.<nämnd>] eller region-<2 siffror>[.<enhet>]',
        examples: ['kommun-2080.socialnamnden', 'region-20'],
      },
    },
  };
}

const operation = (channel: string, { action, sv, en }: ChannelWords): Json => ({
  ...{ action, summary: en, description: `${sv}\n\n${en}`, channel: ref('channels', channel) },
});
