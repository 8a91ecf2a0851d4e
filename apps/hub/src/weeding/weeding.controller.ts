/** The operator's doors to gallring: what is to be weeded, the erasure of it, and the answer to a request for erasure. */
import { Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { formed, patterned, PARTY_FORM, UUID_SCHEMA, wholeNumber, type Clock } from '#contracts';
import { stockholmDay, weedingSays, type Day, type ErasureAnswer, type PartyId, type Uuid } from '#domain';
import {
  Answers,
  CLOCK,
  Door,
  jsonObject,
  NOT_THE_BODY,
  refusal,
  refuseOtherForm,
  Refuses,
  TakesBody,
  TakesQuery,
  wordsOfQuery,
} from '#http';
import { type Hub } from '../hub.js';
import { HUB } from '../hub.tokens.js';
import { type Erasure } from './erasures.js';
import { PEOPLE_PER_PAGE_MAX, type JudgedFile, type Weedings } from './weeding.js';
import {
  ERASURE,
  ERASURE_ANSWER,
  ERASURES,
  FILE_NAMED,
  WEEDING_PAGE,
  type ErasuresTold,
  type ErasureTold,
  type FileTold,
  type PageTold,
} from './weeding.schema.data.js';

const PAGE_DEFAULT = 100;
const UUID_TEXT = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
const isUuid = patterned(UUID_TEXT, 'uuid').holds;
const UUID_FORM = formed(UUID_SCHEMA, 'uuid', isUuid);
const WORDS = {
  after: { says: 'Personen sist på förra sidan / the last person of the page before', ...UUID_FORM },
  limit: {
    says: 'Hur många personer, högst / how many people, at most',
    ...wholeNumber(1, PEOPLE_PER_PAGE_MAX, PAGE_DEFAULT),
  },
} as const;

const EXAMPLE = { controller: 'kommun-2080.socialnamnden', person: '0a000000-0000-4000-8000-000000000001' };

@ApiTags('operations')
@Controller('v1/operator')
export class WeedingController {
  private readonly weedings: Weedings;
  constructor(
    @Inject(HUB) { weedings }: Hub,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    if (weedings === undefined) throw new Error('the doors to gallring need a list of erasures');
    this.weedings = weedings;
  }

  @Get('weeding')
  @Door('weeding')
  @ApiOperation({
    summary: 'Gallringslista: vad som ska gallras, vad som bevaras och varför (what is to be weeded, and what is kept)',
  })
  @TakesQuery(WORDS)
  @Answers(200, { says: 'Som det är i dag; inget raderas / as it is today; nothing is erased', schema: WEEDING_PAGE })
  async list(@Query() query: unknown): Promise<PageTold> {
    const { after, limit = String(PAGE_DEFAULT) } = wordsOfQuery(query, Object.keys(WORDS));
    refuseOtherForm('after', after, WORDS.after);
    refuseOtherForm('limit', limit, WORDS.limit);
    const { on, files, next } = await this.weedings.page((after as Uuid | undefined) ?? null, Number(limit));
    return { on, files: files.map(fileTold), next };
  }

  @Post('weeding')
  @HttpCode(200)
  @Door('weed')
  @ApiOperation({
    summary: 'Gallrar det en myndighet har om en person, om det ska gallras (weeds it, where it is due)',
  })
  @TakesBody({ 'application/json': { schema: FILE_NAMED, example: EXAMPLE } })
  @Answers(200, { says: 'Raderat, och beviset / erased, and the evidence', schema: ERASURE })
  @Refuses('NotToBeWeeded', ...NOT_THE_BODY)
  async weed(@Req() request: FastifyRequest): Promise<ErasureTold> {
    const { controller, person } = fileNamed(request);
    const erasure = await this.weedings.weed(controller, person);
    if (erasure === null) throw refusal('NotToBeWeeded');
    return erasureTold(erasure, this.today());
  }

  @Get('erasures')
  @Door('weeding')
  @ApiOperation({
    summary:
      'Vad som har gallrats: när, efter vilken regel, och till när äldre kopior kan finnas (what has been weeded)',
  })
  @Answers(200, { says: 'I den ordning det gallrades / in the order it was', schema: ERASURES })
  erasures(): ErasuresTold {
    const today = this.today();
    return { erasures: this.weedings.erasures.all().map((erasure) => erasureTold(erasure, today)) };
  }

  @Post('erasure-requests')
  @HttpCode(200)
  @Door('weeding')
  @ApiOperation({
    summary: 'Svaret på en begäran om radering (artikel 17), efter lagens regel (the answer to a request for erasure)',
  })
  @TakesBody({ 'application/json': { schema: FILE_NAMED, example: EXAMPLE } })
  @Answers(200, { says: 'Svaret; inget raderas / the answer; nothing is erased', schema: ERASURE_ANSWER })
  @Refuses(...NOT_THE_BODY)
  answer(@Req() request: FastifyRequest): Promise<ErasureAnswer> {
    const { controller, person } = fileNamed(request);
    return this.weedings.answer(controller, person);
  }

  private today(): Day {
    return stockholmDay(this.clock.now());
  }
}

function fileTold({ controller, person, weeding }: JudgedFile): FileTold {
  return { controller, person, ...weeding, ...weedingSays(weeding) };
}

function erasureTold({ streams: _, ...erasure }: Erasure, today: Day): ErasureTold {
  return { ...erasure, isClosed: erasure.recoverableUntil < today };
}

function fileNamed(request: FastifyRequest): { readonly controller: PartyId; readonly person: Uuid } {
  const { controller, person } = jsonObject(request, ['controller', 'person']);
  return {
    controller: text('controller', controller, PARTY_FORM) as PartyId,
    person: text('person', person, UUID_FORM) as Uuid,
  };
}

function text(word: string, value: unknown, { holds, expected }: typeof PARTY_FORM): string {
  const pointer = `/${word}`;
  if (value === undefined) throw refusal('MissingField', { pointer });
  if (typeof value !== 'string') throw refusal('WrongType', { pointer, expected: 'text' });
  if (!holds(value)) throw refusal('InvalidValue', { pointer, expected });
  return value;
}
