/** An application with nothing behind its door but a few handlers that show what reaches them. */
import { Controller, Get, Module, Param, Post, Req } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';
import request from 'supertest';
import { ownIssuer, type Principal, type Role, type TokenVerifier } from '#access';
import { type PartyId } from '#domain/facts';
import {
  Caller,
  CallingParty,
  DoorFrameModule,
  hubLogger,
  makeApp,
  OnlyFor,
  type AppOptions,
  type DoorFrameOptions,
} from '#http';
import { temporaryFolder } from './temporary-folder.js';

export const FALUN: Principal = { kind: 'party', party: 'kommun-2080.socialnamnden' as PartyId };

@Controller('v1/try')
class TryController {
  @Get('who')
  who(@Caller() caller: Principal): Principal {
    return caller;
  }

  @Get('party')
  party(@CallingParty() party: PartyId): { readonly party: PartyId } {
    return { party };
  }

  @Get('auditor')
  @OnlyFor('auditor')
  auditor(): { readonly ok: true } {
    return { ok: true };
  }

  @Get('defect/:id')
  defect(@Param('id') id: string): never {
    throw new Error(`unexpected ${id}`);
  }

  @Get('fault')
  fault(): never {
    throw Object.assign(new Error('disk full'), { name: 'LogUnavailable' });
  }

  @Get('slow')
  async slow(): Promise<{ readonly ok: true }> {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { ok: true };
  }

  @Get('long')
  long(): string {
    return 'x'.repeat(8 * 1024 * 1024);
  }

  @Post('bytes')
  bytes(@Req() { body }: FastifyRequest): { readonly length: number } {
    return { length: body instanceof Uint8Array ? body.length : -1 };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export interface TryDoor {
  readonly app: NestFastifyApplication;
  readonly tokens: Readonly<Record<Role, string>>;
  /** What was logged. */
  readonly lines: string[];
  http(): ReturnType<typeof request>;
  /** `.set(...door.as('auditor'))` */
  as(role: Role): ['authorization', string];
  close(): Promise<void>;
}

export async function openDoor(
  time: DoorFrameOptions['time'],
  verifier?: TokenVerifier,
  more: Pick<AppOptions, 'connectionsMax'> = {},
): Promise<TryDoor> {
  const own = await ownIssuer(temporaryFolder());
  const lines: string[] = [];
  const logger = hubLogger('door', 'debug', { write: (line) => void lines.push(line) });
  @Module({ imports: [DoorFrameModule.with({ logger, time }), TryModule] })
  class Root {}
  const app = await makeApp({ module: Root, verifier: verifier ?? own.verifier, logger, title: 'Door', ...more });
  await app.listen(0, '127.0.0.1');
  const tokens = {
    party: await own.issueToken(FALUN),
    auditor: await own.issueToken({ kind: 'auditor' }),
    operator: await own.issueToken({ kind: 'operator' }),
  };
  return {
    app,
    tokens,
    lines,
    http: () => request(app.getHttpServer()),
    as: (role) => ['authorization', `Bearer ${tokens[role]}`],
    close: () => app.close(),
  };
}
