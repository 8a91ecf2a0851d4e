import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Door } from './access.decorators.js';
import { Answers } from './describing.decorators.js';
import { Metrics } from './metrics.js';

const PROMETHEUS_TEXT = 'text/plain; version=0.0.4; charset=utf-8';

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Door('metrics')
  @Header('content-type', PROMETHEUS_TEXT)
  @ApiOperation({ summary: 'Metrics for Prometheus; operator or auditor' })
  @Answers(200, { says: 'Prometheus’ text', schema: { type: 'string' }, mediaType: 'text/plain' })
  show(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
