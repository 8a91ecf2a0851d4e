/** The one door by which a story moves time. It is mounted in simulation mode only. */
import { Controller, Get, Inject, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { DAY_SCHEMA, INSTANT_SCHEMA, readInstant, shape, type JsonSchema } from '#contracts';
import { type Day, type Instant } from '#domain/facts';
import { Door } from './access.decorators.js';
import { Answers, Refuses, TakesBody } from './describing.decorators.js';
import { SIMULATION_CLOCK } from './door.tokens.js';
import { jsonObject, NOT_THE_BODY } from './json-body.js';
import { refusal } from './refusal.js';
import { type SimulationClock } from './simulation-clock.js';

const EXPECTED = 'RFC 3339 with offset, 2026-01-15T09:00:00+01:00';

interface ClockView {
  readonly now: Instant;
  readonly today: Day;
}

const CLOCK_VIEW = shape<ClockView>('SimulationClock', { now: INSTANT_SCHEMA, today: DAY_SCHEMA }, {});
const MOVE: JsonSchema = {
  type: 'object',
  required: ['now'],
  properties: { now: INSTANT_SCHEMA },
  additionalProperties: false,
};

@ApiTags('simulation')
@Controller('v1/simulation/clock')
export class SimulationClockController {
  constructor(@Inject(SIMULATION_CLOCK) private readonly clock: SimulationClock) {}

  @Get()
  @Door('readClock')
  @ApiOperation({ summary: 'The clock of the simulation' })
  @Answers(200, { says: 'Berättelsens tid / the time of the story', schema: CLOCK_VIEW })
  show(): ClockView {
    return { now: this.clock.now(), today: this.clock.today() };
  }

  @Put()
  @Door('moveClock')
  @ApiOperation({
    summary: 'Moves the clock; answers when everything due on the way has happened and the views show it',
  })
  @TakesBody({ 'application/json': { schema: MOVE, example: { now: '2026-01-15T09:00:00+01:00' } } })
  @Answers(200, { says: 'Dit klockan har kommit / where the clock has come', schema: CLOCK_VIEW })
  @Refuses('ClockNeverGoesBack', ...NOT_THE_BODY)
  async move(@Req() request: FastifyRequest): Promise<ClockView> {
    const to = instantIn(jsonObject(request, ['now']));
    if ((await this.clock.moveTo(to)) === 'back') {
      throw refusal('ClockNeverGoesBack', { pointer: '/now', expected: `≥ ${this.clock.now()}` });
    }
    return this.show();
  }
}

function instantIn({ now }: Readonly<Record<string, unknown>>): Instant {
  if (now === undefined) throw refusal('MissingField', { pointer: '/now', expected: EXPECTED });
  if (typeof now !== 'string') throw refusal('WrongType', { pointer: '/now', expected: EXPECTED });
  const instant = readInstant(now);
  if (instant === undefined) throw refusal('InvalidValue', { pointer: '/now', expected: EXPECTED });
  return instant;
}
