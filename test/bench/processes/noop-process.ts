/** The peer of everything over HTTP: Nest on Fastify as it comes, with handlers that do nothing. */
import 'reflect-metadata';
import { Body, Controller, Get, HttpCode, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { MEDIA_TYPES } from '#contracts';
import { answerParent } from './child.js';

interface Done {
  readonly done: true;
}

const ACCEPTED = 202;

@Controller('v1')
class NoopController {
  /** The body has been read as JSON, as Nest does by itself. */
  @Post('events')
  @HttpCode(ACCEPTED)
  post(@Body() _body: unknown): Done {
    return { done: true };
  }

  @Get('placements/:id/:view')
  view(@Param('id') _id: string): Done {
    return { done: true };
  }
}

@Module({ controllers: [NoopController] })
class NoopModule {}

let app: NestFastifyApplication | undefined;

answerParent(
  async () => {
    // Nest declares its options as a class but takes, and documents, a plain object.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    app = await NestFactory.create<NestFastifyApplication>(NoopModule, new FastifyAdapter(), { logger: false });
    const fastify = app.getHttpAdapter().getInstance();
    const asJson = fastify.getDefaultJsonParser('error', 'error');
    fastify.addContentTypeParser([MEDIA_TYPES.structured, MEDIA_TYPES.batch], { parseAs: 'string' }, asJson);
    await app.listen(0, '127.0.0.1');
    return app.getUrl();
  },
  () => app?.close(),
);
