/** The doors to the tiles of the tree by C2SP tlog-tiles, `GET /v1/audit/tile/<L>/<N>[.p/<W>]`: of one to three parts, which is 256 million events. */
import { applyDecorators, Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, Door, Refuses, TakesPath } from '#http';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { answerTile } from './answer-proofs.js';
import { TILE, TILE_LEVEL, TILE_PART } from './proof.schema.data.js';

const PARTS = ['first', 'second', 'third'] as const;
type Parts = Readonly<Record<string, string>>;

/** A tile's door whose place is written in so many parts. */
const TileDoor = (parts: number): MethodDecorator => {
  const names = PARTS.slice(0, parts);
  return applyDecorators(
    Get(['tile', ':level', ...names.map((name) => `:${name}`)].join('/')),
    Door('proofs'),
    TakesPath('level', 'Nivå / level', TILE_LEVEL),
    ...names.map((name) =>
      TakesPath(name, 'Del av platsen / part of the place: `x001`, `067`, `067.p`, `5`', TILE_PART),
    ),
    Answers(200, {
      says: 'Hashar om 32 byte / hashes of 32 bytes',
      schema: TILE,
      mediaType: 'application/octet-stream',
    }),
    Refuses('LogUnavailable', 'NotFound'),
    ApiOperation({ summary: 'Trädets plattor, C2SP tlog-tiles (the tiles of the tree)' }),
  );
};

@ApiTags('audit')
@Controller('v1/audit')
export class TileController {
  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {}

  @TileDoor(1)
  tile(@Param() { level = '', first = '' }: Parts): Promise<StreamableFile> {
    return this.of([level, first]);
  }

  @TileDoor(2)
  tileOfTwo(@Param() { level = '', first = '', second = '' }: Parts): Promise<StreamableFile> {
    return this.of([level, first, second]);
  }

  @TileDoor(3)
  tileOfThree(@Param() { level = '', first = '', second = '', third = '' }: Parts): Promise<StreamableFile> {
    return this.of([level, first, second, third]);
  }

  private async of(path: readonly string[]): Promise<StreamableFile> {
    return new StreamableFile(await answerTile(this.parts, path.join('/')));
  }
}
