/** An application with nothing behind its door but a few handlers that show what reaches them. */
import { Controller, Get, Module, Param, Post, Req } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';
import request from 'supertest';
import { machineOf, ownIssuer, principalOf, type Principal, type TokenVerifier } from '#access';
import { type PartyId } from '#domain/facts';
import {
  Caller,
  CallingParty,
  Door,
  DoorFrameModule,
  hubLogger,
  makeApp,
  type AppOptions,
  type DoorFrameOptions,
} from '#http';
import { temporaryFolder } from './temporary-folder.js';

export const FALUN: Principal = machineOf('kommun-2080.socialnamnden' as PartyId);

/** Who has a token at the door: Falun's system, somebody who handles its cases, the auditor, the operator. */
const ASKERS = {
  party: FALUN,
  caseWorker: principalOf('kommun-2080.socialnamnden@caseWorker') as Principal,
  auditor: { kind: 'auditor' },
  operator: { kind: 'operator' },
} as const satisfies Readonly<Record<string, Principal>>;
type Asker = keyof typeof ASKERS;

@Controller('v1/try')
class TryController {
  @Get('who')
  who(@Caller() caller: Principal): Principal {
    return caller;
  }

  @Get('read')
  @Door('placements')
  read(@Caller() caller: Principal): Principal {
    return caller;
  }

  @Get('party')
  party(@CallingParty() party: PartyId): { readonly party: PartyId } {
    return { party };
  }

  @Get('auditor')
  @Door('whatIf')
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
  readonly tokens: Readonly<Record<Asker, string>>;
  /** What was logged. */
  readonly lines: string[];
  http(): ReturnType<typeof request>;
  /** `.set(...door.as('auditor'))` */
  as(role: Asker): ['authorization', string];
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
  const issued = Object.entries(ASKERS).map(async ([as, who]) => [as, await own.issueToken(who)] as const);
  const tokens = Object.fromEntries(await Promise.all(issued)) as Record<Asker, string>;
  return {
    app,
    tokens,
    lines,
    http: () => request(app.getHttpServer()),
    as: (role) => ['authorization', `Bearer ${tokens[role]}`],
    close: () => app.close(),
  };
}
