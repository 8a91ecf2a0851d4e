/** The only doors without a token: is the process alive, and is it ready. Neither tells more than that. */
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorFunction,
} from '@nestjs/terminus';
import { type Logger } from 'pino';
import { type JsonSchema } from '#contracts';
import { Public } from './access.decorators.js';
import { Answers } from './describing.decorators.js';
import { LOGGER } from './door.tokens.js';
import { refusal } from './refusal.js';
import { RETRY_AFTER_S } from './problem.filter.js';
import { Readiness } from './readiness.js';

const LIVE: JsonSchema = {
  title: 'Live',
  type: 'object',
  required: ['status'],
  properties: { status: { const: 'ok' } },
};

const PARTS: JsonSchema = {
  type: 'object',
  description: 'Delarna efter namn / the parts by name',
  additionalProperties: {
    type: 'object',
    required: ['status'],
    properties: { status: { type: 'string', enum: ['up', 'down'] } },
  },
};

const READY: JsonSchema = {
  title: 'Ready',
  type: 'object',
  required: ['status', 'details'],
  properties: { status: { const: 'ok' }, info: PARTS, error: PARTS, details: PARTS },
};

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'The process answers', security: [] })
  @Answers(200, { says: 'Den svarar / it answers', schema: LIVE })
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Every part of the hub is ready', security: [] })
  @Answers(200, { says: 'Alla delar är redo / all parts are ready', schema: READY })
  async ready(): Promise<HealthCheckResult> {
    const failed: string[] = [];
    const checks = this.readiness.all().map(([name, check]) => this.indicator(name, check, failed));
    try {
      return await this.health.check(checks);
    } catch {
      throw notReady(failed.join(', '));
    }
  }

  private indicator(name: string, check: () => Promise<void> | void, failed: string[]): HealthIndicatorFunction {
    return async () => {
      const session = this.indicators.check(name);
      try {
        await check();
        return session.up();
      } catch (error) {
        this.logger.warn({ part: name, err: error }, 'not ready');
        failed.push(name);
        return session.down();
      }
    };
  }
}

function notReady(parts: string): Error {
  return refusal('NotReady', { expected: parts }, { 'retry-after': RETRY_AFTER_S });
}
