/** The door to explanations: `GET /v1/explain`, of one event or of all that is said of a subject. */
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#access';
import { either, INSTANT_SCHEMA, patternWithin, POSITION_SCHEMA, UUID_SCHEMA } from '#contracts';
import { SUBJECT_KINDS } from '#domain';
import { Caller, Refuses, StopList, TakesQuery, wordsOfQuery } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { answered } from '../views/answered.js';
import { AnswersView, REFUSED_OF_ONE } from '../views/described.js';
import { entered } from '../views/entered.js';
import { subjectIn } from '../views/subject-view.js';
import { waitForLog } from '../views/waits.js';
import { answerExplain, EXPLAIN_FORMS, type ExplainAsked } from './answer-explain.js';
import { EXPLANATION } from './explain.schema.data.js';

const WORDS = {
  recipient: { says: 'Mottagaren (the recipient)', schema: EXPLAIN_FORMS.recipient.schema, required: true },
  unit: {
    says: 'Enhet hos mottagaren, annars hela (unit of the recipient, else the whole)',
    schema: EXPLAIN_FORMS.unit.schema,
  },
  event: { says: 'Ett meddelandes position (the position of one message)', schema: POSITION_SCHEMA },
  of: {
    says: 'Allt om: `placement/<uuid>`, `sip/<uuid>`; i stället för `event` (all that is said of; instead of `event`)',
    schema: { type: 'string', pattern: `^(${SUBJECT_KINDS.join('|')})/${patternWithin(UUID_SCHEMA)}$` },
  },
  at: {
    says: 'Vad som då hade svarats: position eller tidpunkt, annars nu (what would have been answered then; else now)',
    schema: either(POSITION_SCHEMA, INSTANT_SCHEMA),
  },
  waitFor: { says: 'Vänta in en position (wait for a position)', schema: POSITION_SCHEMA },
} as const;

@ApiTags('audit')
@Controller('v1')
export class ExplainController {
  constructor(
    @Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts,
    private readonly stopList: StopList,
  ) {}

  @Get('explain')
  @TakesQuery(WORDS)
  @AnswersView('explain', EXPLANATION)
  @Refuses(...REFUSED_OF_ONE)
  @ApiOperation({
    summary: 'Vad en mottagare får se, fält för fält, med grund eller skäl (what a recipient may see, field by field)',
  })
  async explain(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { waitFor, ...asked } = wordsOfQuery(query, Object.keys(WORDS)) as ExplainAsked & { waitFor?: string };
    await waitForLog({ log: this.parts.log, waitFor, stopping: this.stopList.signal });
    const subject = subjectIn(asked.of ?? '');
    const event = this.parts.log.parsePosition(asked.event ?? '');
    const after = { ...(subject ? { subject } : {}), ...(event === undefined ? {} : { asked: { event } }) };
    const asking = { caller, door: 'explain', ...after } as const;
    const answer = await entered(this.parts, asking, (eyes) => answerExplain(this.parts, asked, eyes));
    return answered(answer, reply);
  }
}
