/** The auditor's door to replays: `GET /v1/audit/replay`, one view between two moments, event by event. */
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { DAY_SCHEMA, either, INSTANT_SCHEMA, POSITION_SCHEMA } from '#contracts';
import { Caller, Refuses, refusal, SLICES, StopList, TakesQuery, wordsOfQuery, type Slices } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { answered } from '../views/answered.js';
import { AnswersView, REFUSED_OF_ONE } from '../views/described.js';
import { entered } from '../views/entered.js';
import { subjectIn } from '../views/subject-view.js';
import { waitForLog } from '../views/waits.js';
import { answerReplay, REPLAY_FORMS, type ReplayAsked } from './answer-replay.js';
import { REPLAY } from './replay.schema.data.js';

const MOMENT = either(POSITION_SCHEMA, INSTANT_SCHEMA);
const WORDS = {
  of: { says: 'Av vad: `placement/<uuid>`, `sip/<uuid>` (of what)', schema: REPLAY_FORMS.of.schema, required: true },
  view: { says: 'Vilken av dess vyer, annars den egna (which of its views)', schema: REPLAY_FORMS.view.schema },
  asOf: { says: 'Dag, annars klockans, densamma i varje steg (day, the same at each step)', schema: DAY_SCHEMA },
  knownFrom: { says: 'Efter vilken position eller tidpunkt, annars från början (after which moment)', schema: MOMENT },
  knownAt: { says: 'Till vilken position eller tidpunkt, annars nu (up to which moment, else now)', schema: MOMENT },
  after: { says: 'Där förra sidan slutade: dess `next` (where the page before ended)', schema: POSITION_SCHEMA },
  limit: { says: 'Händelser på en sida (events of a page)', schema: REPLAY_FORMS.limit.schema },
  waitFor: { says: 'Vänta in en position (wait for a position)', schema: POSITION_SCHEMA },
} as const;

/** Questions that are worked on at once; more are asked to come again. */
export const REPLAYS_AT_ONCE_MAX = 2;
const RETRY = { 'retry-after': '2' };

@ApiTags('audit')
@Controller('v1/audit')
export class ReplayController {
  private underWay = 0;

  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    @Inject(SLICES) private readonly slices: Slices,
    private readonly stopList: StopList,
  ) {}

  @Get('replay')
  @TakesQuery(WORDS)
  @AnswersView('replay', REPLAY)
  @Refuses(...REFUSED_OF_ONE, 'TooManyRequests')
  @ApiOperation({
    summary:
      'En vy händelse för händelse, och vad som skiljer två tidpunkter (a view event by event, and between two moments)',
  })
  async replay(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { waitFor, ...asked } = wordsOfQuery(query, Object.keys(WORDS)) as ReplayAsked & { waitFor?: string };
    if (this.underWay >= REPLAYS_AT_ONCE_MAX) throw refusal('TooManyRequests', {}, RETRY);
    this.underWay += 1;
    try {
      await waitForLog({ log: this.parts.log, waitFor, stopping: this.stopList.signal });
      const deps = { ...this.parts, slices: this.slices };
      const subject = subjectIn(asked.of ?? '');
      const asking = { caller, door: 'replay', ...(subject ? { subject } : {}) } as const;
      const answer = await entered(this.parts, asking, (eyes) => answerReplay(deps, asked, eyes));
      return answered(answer, reply);
    } finally {
      this.underWay -= 1;
    }
  }
}
