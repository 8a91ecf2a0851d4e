/** The door to an authority's own log of reads: `GET /v1/audit/access-log`. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Principal } from '#access';
import { UUID_SCHEMA } from '#contracts';
import { Answers, Caller, Door, partyAsking, Refuses, TakesQuery, wordsOfQuery } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { entered } from '../views/entered.js';
import { ACCESS_LOG } from './access-log.schema.data.js';
import { ACCESS_LOG_FORMS, answerAccessLog, type AccessLog, type AccessLogAsked } from './answer-access-log.js';

const WORDS = {
  after: { says: 'Efter posten med numret (after the entry of that number)', schema: ACCESS_LOG_FORMS.after.schema },
  limit: { says: 'Poster på en sida (entries of a page)', schema: ACCESS_LOG_FORMS.limit.schema },
  person: { says: 'Registerutdrag för en person (the reads of one person’s data)', schema: UUID_SCHEMA },
  extractTo: { says: 'Vem utdraget är för (whom the extract is for)', schema: ACCESS_LOG_FORMS.extractTo.schema },
} as const;

@ApiTags('audit')
@Controller('v1/audit')
export class AccessLogController {
  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {}

  @Get('access-log')
  @Door('accessLog')
  @TakesQuery(WORDS)
  @Answers(200, { says: 'Läsningar, äldst först / reads, the oldest first', schema: ACCESS_LOG })
  @Refuses('LedgerUnavailable', 'LogUnavailable')
  @ApiOperation({
    summary:
      'Vem som har läst vad, när, varför och på vilken grund (who has read what, when, for what, on which ground)',
  })
  accessLog(@Query() query: unknown, @Caller() caller: Principal): Promise<AccessLog> {
    const party = partyAsking(caller);
    const asked = wordsOfQuery(query, Object.keys(WORDS)) as AccessLogAsked;
    // That it has been read stands in it before it is answered.
    return entered(this.parts, { caller, door: 'accessLog', isOfNobody: 'disclosed' }, () =>
      answerAccessLog(this.parts.book, asked, party),
    );
  }
}
