/** The door to the statistics: `GET /v1/statistics`, as JSON or CSV. */
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { oneOfThese, POSITION_SCHEMA } from '#contracts';
import { Caller, refuseOtherForm, Refuses, TakesQuery, wordsOfQuery } from '#http';
import { POSITION_HEADER } from './answered.js';
import { AnswersView } from './described.js';
import { ReadStatistics } from './queries.js';
import { CSV_MEDIA_TYPE, statisticsCsv, wantsCsv } from './statistics-csv.js';
import { STATISTICS_CSV, STATISTICS_VIEW } from './statistics.schema.data.js';
import { STATISTICS_FORMS } from './statistics-view.js';

const FORMAT = oneOfThese(['json', 'csv']);

const WORDS = {
  by: {
    says: 'Indelningar, med komma emellan: utan `legalSex` bara med `reason` (breakdowns, with commas between; without `legalSex` only with `reason`)',
    schema: STATISTICS_FORMS.by.schema,
  },
  reason: {
    says: 'Grund för att inte dela upp efter juridiskt kön; återges i svaret (why it is not by legal sex; repeated in the answer)',
    schema: STATISTICS_FORMS.reason.schema,
  },
  asOf: {
    says: 'Sista dagen i en månad som har gått, annars den senaste (the last day of a month that has passed, else the latest)',
    schema: STATISTICS_FORMS.asOf.schema,
  },
  format: { says: 'Annars efter `Accept` (else by `Accept`)', schema: FORMAT.schema },
  waitFor: { says: 'Vänta in en position (wait for a position)', schema: POSITION_SCHEMA },
} as const;

@ApiTags('views')
@Controller('v1')
export class StatisticsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('statistics')
  @TakesQuery(WORDS)
  @AnswersView('statistics', STATISTICS_VIEW, { [CSV_MEDIA_TYPE]: STATISTICS_CSV })
  @Refuses('RowsIncomplete', 'GroundsBehind')
  @ApiOperation({ summary: 'Antal i de ärenden som den frågande är huvudman för, inga mellan 1 och 4 (statistics)' })
  async statistics(
    @Query() query: unknown,
    @Headers('accept') accept: string | undefined,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { format, ...asked } = wordsOfQuery(query, Object.keys(WORDS));
    refuseOtherForm('format', format, FORMAT);
    const body = await this.queries.execute(new ReadStatistics(asked, caller));
    void reply.header(POSITION_HEADER, body.asOfPosition);
    const isCsv = format === undefined ? wantsCsv(accept ?? '') : format === 'csv';
    if (!isCsv) return body;
    void reply.type(`${CSV_MEDIA_TYPE}; charset=utf-8; header=present`);
    return statisticsCsv(body);
  }
}
