/** The doors of reading in an emergency: a person asks for it with a reason and a time, and a second one approves it. */
import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { isMachine, type Principal } from '#access';
import {
  DATA_SCHEMAS,
  INSTANT_SCHEMA,
  isOpenUuid,
  POSITION_SCHEMA,
  shape,
  UUID_SCHEMA,
  wireType,
  type JsonSchema,
} from '#contracts';
import { type Uuid } from '#domain';
import {
  Answers,
  Caller,
  Door,
  jsonObject,
  NOT_THE_BODY,
  partyAsking,
  ProblemError,
  refusal,
  Refuses,
  TakesBody,
  TakesPath,
} from '#http';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { type AccessAnswer, type AccessGiven, type EmergencyAccesses, type PersonAsking } from './emergency-access.js';

const FIELDS = ['reason', 'minutes', 'accessId'];

/** As the fact has them. */
const FIELDS_OF_FACT = Object.fromEntries(
  Object.entries(DATA_SCHEMAS.get(wireType('placement.emergencyAccess'))?.['properties'] as object).filter(
    ([name]) => name === 'reason' || name === 'minutes',
  ),
) as Readonly<Record<string, JsonSchema>>;

const ASKED: JsonSchema = {
  title: 'EmergencyAccessAsked',
  type: 'object',
  required: ['reason', 'minutes'],
  properties: {
    ...FIELDS_OF_FACT,
    accessId: UUID_SCHEMA,
  },
  additionalProperties: false,
};

const GIVEN = shape<AccessGiven>(
  'EmergencyAccessGiven',
  {
    accessId: UUID_SCHEMA,
    outcome: { enum: ['accepted', 'duplicate'] },
    from: INSTANT_SCHEMA,
    until: INSTANT_SCHEMA,
    position: POSITION_SCHEMA,
  },
  {},
);

const PLACEMENT_ID = 'Placeringens uuid / of the placement';
const REFUSED = ['NotFound', 'NotYourFactToState', 'AlreadySaid', 'DuplicateIdDifferentContent'] as const;
const FAULTS = ['LogUnavailable', 'LedgerUnavailable', 'NotReady', 'TooMuchUnderWay'] as const;

@ApiTags('events')
@Controller('v1/placements')
export class EmergencyAccessController {
  private readonly emergencies: EmergencyAccesses;
  constructor(@Inject(HUB) { emergencies }: Hub) {
    if (emergencies === undefined) throw new Error('who reads in an emergency is entered in a ledger');
    this.emergencies = emergencies;
  }

  @Post(':id/emergency-access')
  @HttpCode(201)
  @Door('emergencyAccess')
  @ApiOperation({
    summary: 'Nödåtkomst till en placering, för den person som frågar (emergency access to a placement, for who asks)',
  })
  @TakesPath('id', PLACEMENT_ID, UUID_SCHEMA)
  @TakesBody({
    'application/json': { schema: ASKED, example: { reason: 'Medvetslös på akutmottagningen', minutes: 60 } },
  })
  @Answers(201, { says: 'Öppnad, och granskas / opened, and to be reviewed', schema: GIVEN })
  @Refuses(...REFUSED, ...FAULTS, ...NOT_THE_BODY)
  async open(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Caller() caller: Principal,
  ): Promise<AccessGiven> {
    const asker = personAsking(caller);
    const { accessId, ...asked } = jsonObject(request, FIELDS);
    return given(await this.emergencies.open(asker, uuidIn(id), { ...asked, accessId: accessIdIn(accessId) }));
  }

  @Post(':id/emergency-access/:accessId/approval')
  @HttpCode(201)
  @Door('emergencyAccess')
  @ApiOperation({
    summary:
      'Godkänner en annan persons nödåtkomst vid den egna myndigheten, så att den omfattar var en skyddad person finns ' +
      '(approves another’s, so that it opens where a protected person is)',
  })
  @TakesPath('id', PLACEMENT_ID, UUID_SCHEMA)
  @TakesPath('accessId', 'Nödåtkomstens uuid / of the access', UUID_SCHEMA)
  @Answers(201, { says: 'Godkänd / approved', schema: GIVEN })
  @Refuses(
    'NotFound',
    'AlreadySaid',
    'DuplicateIdDifferentContent',
    'EmergencyAccessOver',
    'SecondPersonNeeded',
    ...FAULTS,
  )
  async approve(
    @Param('id') id: string,
    @Param('accessId') accessId: string,
    @Caller() caller: Principal,
  ): Promise<AccessGiven> {
    return given(await this.emergencies.approve(personAsking(caller), uuidIn(id), uuidIn(accessId)));
  }
}

/** A machine has none of the roles that are let in, whoever has issued its token. */
function personAsking(caller: Principal): PersonAsking {
  const party = partyAsking(caller);
  if (isMachine(party)) throw refusal('Forbidden');
  return party as PersonAsking;
}

/** Refuses with `NotFound` what is no uuid: there is nothing there. */
function uuidIn(text: string): Uuid {
  if (!isOpenUuid(text)) throw refusal('NotFound');
  return text.toLowerCase() as Uuid;
}

function accessIdIn(value: unknown): Uuid | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !isOpenUuid(value))
    throw refusal('InvalidValue', { pointer: '/accessId', expected: 'uuid' });
  return value.toLowerCase() as Uuid;
}

function given(answer: AccessAnswer): AccessGiven {
  if ('refused' in answer) throw new ProblemError(answer.refused);
  return answer.given;
}
