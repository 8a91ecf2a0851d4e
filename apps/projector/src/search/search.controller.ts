/** The door to search: `POST /v1/search`, for a purpose that is said. A number never stands in an address. */
import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Principal } from '#access';
import { listed, POSITION_SCHEMA, shape, TEXT_SCHEMA, UUID_SCHEMA, type JsonSchema } from '#contracts';
import { Answers, Caller, Door, jsonObject, NOT_THE_BODY, Refuses, partyAsking, TakesBody } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { answered, POSITION_HEADER } from '../views/answered.js';
import { answerSearch, NUMBER_PATTERN, SEARCHES_PER_MINUTE_MAX, type SearchAnswer } from './answer-search.js';
import { personNumbers, type PersonNumbers } from './person-numbers.js';
import { rateOf } from './rate.js';

const MINUTE_MS = 60_000;
/** Askers whose rate is kept. */
const ASKERS_MAX = 10_000;

const SEARCH: JsonSchema = {
  title: 'Search',
  type: 'object',
  required: ['number'],
  properties: {
    number: {
      type: 'string',
      format: 'hvb-person-number',
      pattern: NUMBER_PATTERN,
      description: 'Personnummer eller samordningsnummer, tio eller tolv siffror / ten or twelve digits',
    },
  },
  additionalProperties: false,
};

const SEARCHED = shape<SearchAnswer>(
  'Searched',
  {
    persons: listed(
      shape<SearchAnswer['persons'][number]>(
        'PersonFound',
        { personId: UUID_SCHEMA, subjects: listed(TEXT_SCHEMA, '`placement/<uuid>`') },
        {},
      ),
      'Tom där ingen har numret / empty where nobody has the number',
    ),
    asOfPosition: POSITION_SCHEMA,
  },
  {},
);

@ApiTags('views')
@Controller('v1/search')
export class SearchController {
  private readonly numbers: PersonNumbers;
  private readonly mayAsk = rateOf({
    ...{ max: SEARCHES_PER_MINUTE_MAX, perMs: MINUTE_MS, keptMax: ASKERS_MAX },
    nowMs: () => performance.now(),
  });

  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {
    const { log, keys, clock } = parts;
    this.numbers = personNumbers({ log, keys, today: () => clock.today() });
  }

  @Post()
  @HttpCode(200)
  @Door('search')
  @ApiOperation({
    summary:
      'Vem av de egna som har ett nummer, för ett uttalat ändamål (who of one’s own has a number, for a purpose)',
  })
  @TakesBody({ 'application/json': { schema: SEARCH, example: { number: '201212121212' } } })
  @Answers(200, {
    says: 'De egna som har numret / those of one’s own who have it',
    schema: SEARCHED,
    headers: {
      [POSITION_HEADER]: { description: 'Allt hit är med / holds everything up to here', schema: POSITION_SCHEMA },
    },
  })
  @Refuses('GroundsBehind', 'TooManyRequests', 'LedgerUnavailable', ...NOT_THE_BODY)
  async search(
    @Req() request: FastifyRequest,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const party = partyAsking(caller);
    const { clock, book } = this.parts;
    const deps = { clock, book, numbers: this.numbers, mayAsk: this.mayAsk };
    const body = await answerSearch(deps, jsonObject(request, ['number']), party);
    return answered({ body, asOfPosition: body.asOfPosition }, reply);
  }
}
