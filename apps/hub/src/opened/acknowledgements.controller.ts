/** The door by which a reader of a feed says that a notice with legal effect has been opened. */
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import {
  type ProblemCode,
  LAW_PROBLEMS,
  WIRE_PROBLEMS,
  DATA_SCHEMAS,
  isOpenUuid,
  POSITION_SCHEMA,
  shape,
  UUID_SCHEMA,
  wireType,
  type JsonSchema,
} from '#contracts';
import { type PartyId, type Uuid } from '#domain';
import {
  Answers,
  CallingParty,
  Door,
  jsonObject,
  NOT_THE_BODY,
  ProblemError,
  refusal,
  Refuses,
  TakesBody,
} from '#http';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { OPENED_OF, type NoticeOpened, type OpenedKind, type OpenedTold } from './open-notice.js';

const FIELDS = ['subject', 'eventId', 'opened'] as const;
const FIELDS_OF_OPENED = ['unit', 'on'] as const;
const KINDS = Object.keys(OPENED_OF) as OpenedKind[];
const SUBJECT = new RegExp(`^(${KINDS.join('|')})/([0-9a-f-]{36})$`);

/** As the fact has them. */
const OF_FACT = DATA_SCHEMAS.get(wireType('concern.opened'))?.['properties'] as Readonly<Record<string, JsonSchema>>;

const ASKED: JsonSchema = {
  title: 'NoticeOpened',
  type: 'object',
  required: [...FIELDS],
  properties: {
    subject: { type: 'string', pattern: SUBJECT.source },
    eventId: UUID_SCHEMA,
    opened: {
      type: 'object',
      required: [...FIELDS_OF_OPENED],
      properties: Object.fromEntries(FIELDS_OF_OPENED.map((field) => [field, OF_FACT[field] as JsonSchema])),
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

/** As a message that the party had sent itself. */
const BY_FORM_OR_LAW = Object.keys({ ...WIRE_PROBLEMS, ...LAW_PROBLEMS }) as ProblemCode[];

const TOLD = shape<OpenedTold>(
  'NoticeOpenedTold',
  { outcome: { enum: ['accepted', 'duplicate'] }, position: POSITION_SCHEMA },
  {},
);

@ApiTags('feed')
@Controller('v1/feed/acknowledgements')
export class AcknowledgementsController {
  constructor(@Inject(HUB) private readonly hub: Hub) {}

  @Post()
  @HttpCode(201)
  @Door('tell')
  @ApiOperation({
    summary:
      'Att en enhet har öppnat en överlämning, en kallelse till SIP, en orosanmälan eller ett meddelande om utskrivning ' +
      '(that a unit has opened a handover, a call to a SIP, a report of concern or a discharge notice)',
  })
  @TakesBody({
    'application/json': {
      schema: ASKED,
      example: {
        subject: 'handover/0f8a4c9e-52f3-4c1b-9a57-4d2f60c1b7aa',
        eventId: '341f65e5-1067-57f7-b9fc-07352d50abef',
        opened: { unit: 'bup', on: '2026-02-03' },
      },
    },
  })
  @Answers(201, { says: 'Antecknat som ett faktum / recorded as a fact', schema: TOLD })
  @Refuses('NotFound', 'LogUnavailable', 'NotReady', 'TooMuchUnderWay', ...BY_FORM_OR_LAW, ...NOT_THE_BODY)
  async opened(@CallingParty() party: PartyId, @Req() request: FastifyRequest): Promise<OpenedTold> {
    const answer = await this.hub.openNotice(party, noticeIn(jsonObject(request, FIELDS)));
    if ('refused' in answer) throw new ProblemError(answer.refused);
    return answer.told;
  }
}

function noticeIn({ subject, eventId, opened }: Readonly<Record<string, unknown>>): NoticeOpened {
  return { ...subjectIn(subject), eventId, opened: openedIn(opened) };
}

function subjectIn(subject: unknown): Pick<NoticeOpened, 'kind' | 'id'> {
  if (subject === undefined) throw refusal('MissingField', { pointer: '/subject' });
  const [, kind, id = ''] = SUBJECT.exec(typeof subject === 'string' ? subject : '') ?? [];
  if (kind === undefined) throw refusal('InvalidValue', { pointer: '/subject', expected: SUBJECT.source });
  // There is nothing of an id that nobody could have given.
  if (!isOpenUuid(id)) throw refusal('NotFound');
  return { kind: kind as OpenedKind, id: id as Uuid };
}

function openedIn(opened: unknown): object {
  if (opened === undefined) throw refusal('MissingField', { pointer: '/opened' });
  if (typeof opened !== 'object' || opened === null || Array.isArray(opened))
    throw refusal('WrongType', { pointer: '/opened', expected: 'objekt / object' });
  const unknown = Object.keys(opened).find((field) => !(FIELDS_OF_OPENED as readonly string[]).includes(field));
  if (unknown !== undefined)
    throw refusal('UnknownField', { pointer: '/opened', expected: FIELDS_OF_OPENED.join(', ') });
  return opened;
}
