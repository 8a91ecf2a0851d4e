/** The doors to the log's checkpoints and proofs: `GET /v1/audit/checkpoint`, its key, `/proof/inclusion` and `/proof/consistency`. */
import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { POSITION_SCHEMA } from '#contracts';
import { Answers, Door, Refuses, TakesQuery, wordsOfQuery } from '#http';
import { keyText } from '#proof';
import { PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import {
  answerConsistency,
  answerInclusion,
  newestCheckpoint,
  type ConsistencyTold,
  type InclusionTold,
} from './answer-proofs.js';
import { CHECKPOINT, CHECKPOINT_KEY, CONSISTENCY, INCLUSION, LEAVES } from './proof.schema.data.js';

/** As the specification of checkpoints asks. */
const TEXT = 'text/plain; charset=utf-8';
const INCLUSION_WORDS = {
  position: {
    says: 'Händelsens plats i loggen (the event’s place in the log)',
    schema: POSITION_SCHEMA,
    required: true,
  },
} as const;
const CONSISTENCY_WORDS = {
  from: {
    says: 'Antal händelser i en tidigare kontrollpunkt (events of an earlier checkpoint)',
    schema: LEAVES,
    required: true,
  },
} as const;

@ApiTags('audit')
@Controller('v1/audit')
export class ProofController {
  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {}

  @Get('checkpoint')
  @Door('proofs')
  @Header('content-type', TEXT)
  @Answers(200, { says: 'Kontrollpunkten / the checkpoint', schema: CHECKPOINT, mediaType: 'text/plain' })
  @Refuses('LogUnavailable')
  @ApiOperation({ summary: 'Hela loggens fingeravtryck, signerat (the signed head of the whole log)' })
  async checkpoint(): Promise<string> {
    return (await newestCheckpoint(this.parts)).note;
  }

  @Get('checkpoint-key')
  @Door('proofs')
  @Header('content-type', TEXT)
  @Answers(200, { says: 'Nyckeln / the key', schema: CHECKPOINT_KEY, mediaType: 'text/plain' })
  @Refuses('LogUnavailable')
  @ApiOperation({ summary: 'Nyckeln som kontrollpunkter signeras med (the key that checkpoints are believed by)' })
  async checkpointKey(): Promise<string> {
    const { key } = await this.parts.proofs.proofs();
    return `${keyText(key)}\n`;
  }

  @Get('proof/inclusion')
  @Door('proofs')
  @TakesQuery(INCLUSION_WORDS)
  @Answers(200, { says: 'Beviset / the proof', schema: INCLUSION })
  @Refuses('LogUnavailable', 'NotFound')
  @ApiOperation({ summary: 'Att en händelse står i loggen (that an event stands in the log)' })
  inclusion(@Query() query: unknown): Promise<InclusionTold> {
    return answerInclusion(this.parts, wordsOfQuery(query, Object.keys(INCLUSION_WORDS))['position']);
  }

  @Get('proof/consistency')
  @Door('proofs')
  @TakesQuery(CONSISTENCY_WORDS)
  @Answers(200, { says: 'Beviset / the proof', schema: CONSISTENCY })
  @Refuses('LogUnavailable')
  @ApiOperation({
    summary:
      'Att loggen börjar med vad den var: inget borttaget, ändrat eller flyttat (nothing removed, changed, moved)',
  })
  consistency(@Query() query: unknown): Promise<ConsistencyTold> {
    return answerConsistency(this.parts, wordsOfQuery(query, Object.keys(CONSISTENCY_WORDS))['from']);
  }
}
