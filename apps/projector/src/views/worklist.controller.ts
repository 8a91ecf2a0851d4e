/** The doors to the worklist: a page of it, and its numbers. Every answer says what was looked in. */
import { applyDecorators, Controller, Get, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Principal } from '#access';
import { listed, POSITION_SCHEMA, wordsOf, type JsonSchema } from '#contracts';
import { Answers, Caller, Door, Refuses, TakesQuery, wordsOfQuery } from '#http';
import { POSITION_HEADER } from './answered.js';
import { nextLink } from './list.controller.js';
import { CountWorklist, ReadWorklist } from './worklist.handlers.js';
import { WORK_FORMS, WORK_SOURCES, type WorkAsked } from './worklist-view.js';
import { WORK_COUNTS, WORK_ITEM } from './worklist.schema.data.js';

/** The header that says what an answer was made of, with commas between. */
export const SOURCES_HEADER = 'hvb-worklist-sources';

const SAYS = {
  asOf: "Dag, annars klockans (day, else the clock's)",
  mine: 'Bara det som väntar på den frågande, eller bara annat (only what waits for the asking party, or only what does not)',
  kind: 'Slag (kind)',
  dueBefore: 'Förfaller före dagen (due before the day)',
  limit: 'Rader per sida, 1–1000 (rows per page)',
  after: 'Där förra sidan slutade, ur dess `link` (where the page before ended, from its `link`)',
} as const satisfies Readonly<Record<keyof typeof WORK_FORMS, string>>;

const wordsSaid = (...words: readonly (keyof typeof SAYS)[]) => ({
  ...Object.fromEntries(words.map((word) => [word, { says: SAYS[word], schema: WORK_FORMS[word].schema }])),
  waitFor: { says: 'Vänta in en position (wait for a position)', schema: POSITION_SCHEMA },
});
const OF_PAGE = wordsSaid('asOf', 'mine', 'kind', 'dueBefore', 'limit', 'after');
const OF_COUNTS = wordsSaid('asOf');

const AnswersWork = (schema: JsonSchema): MethodDecorator =>
  applyDecorators(
    Door('worklist'),
    Refuses('PositionNotReached', 'RowsIncomplete', 'GroundsBehind', 'LedgerUnavailable'),
    Answers(200, {
      says: 'Det som gäller / what holds',
      schema,
      headers: {
        [POSITION_HEADER]: { description: 'Allt hit är med / holds everything up to here', schema: POSITION_SCHEMA },
        [SOURCES_HEADER]: {
          description: 'Vad svaret är gjort av, med komma emellan / what the answer was made of, with commas between',
          schema: { type: 'string', pattern: `^(${wordsIn(WORK_SOURCES)})(, (${wordsIn(WORK_SOURCES)}))*$` },
        },
      },
    }),
  );

function wordsIn(words: readonly string[]): string {
  return (wordsOf(words)['enum'] as readonly string[]).join('|');
}

@ApiTags('views')
@Controller('v1')
export class WorklistController {
  constructor(private readonly queries: QueryBus) {}

  @Get('worklist')
  @TakesQuery(OF_PAGE)
  @AnswersWork(listed(WORK_ITEM))
  @ApiOperation({ summary: 'Arbetslistan: frister, anmärkningar och det som väntar på svar (worklist)' })
  async page(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const asked: WorkAsked = wordsOfQuery(query, Object.keys(OF_PAGE));
    const { items, next, asOfPosition, sources } = await this.queries.execute(new ReadWorklist(asked, caller));
    void reply.header(POSITION_HEADER, asOfPosition).header(SOURCES_HEADER, sources.join(', '));
    if (next !== undefined) void reply.header('link', nextLink(request.url, next));
    return items;
  }

  @Get('worklist/counts')
  @TakesQuery(OF_COUNTS)
  @AnswersWork(WORK_COUNTS)
  @ApiOperation({ summary: 'Hur mycket som står i arbetslistan (counts of the worklist)' })
  async counts(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const asked: WorkAsked = wordsOfQuery(query, Object.keys(OF_COUNTS));
    const { counts, sources } = await this.queries.execute(new CountWorklist(asked, caller));
    void reply.header(POSITION_HEADER, counts.asOfPosition).header(SOURCES_HEADER, sources.join(', '));
    return counts;
  }
}
