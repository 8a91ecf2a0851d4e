/** The doors to a party's feed: `GET /v1/feed`, a page that may be waited for, and `GET /v1/feed/events/{sequence}`, one entry. */
import { applyDecorators, Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type OfParty, type Principal } from '#access';
import { POSITION_SCHEMA, type JsonSchema } from '#contracts';
import { hear } from '#event-log';
import { Answers, Caller, Door, partyAsking, Refuses, StopList, TakesPath, TakesQuery, wordsOfQuery } from '#http';
import { FEED_KEEPER, PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { answered, POSITION_HEADER } from '../views/answered.js';
import { entered } from '../views/entered.js';
import { answerFeed, FEED_FORMS, waitForFeed, type FeedAsked, type FeedPage } from './answer-feed.js';
import { answerFeedEvent, type FeedEventDeps } from './answer-feed-event.js';
import { FEED_EVENT, FEED_PAGE } from './feed.schema.data.js';
import { type FeedKeeper } from './keep-feed-index.js';

const WORDS = {
  after: { says: 'Efter posten med numret (after the entry of that number)', schema: FEED_FORMS.after.schema },
  limit: { says: 'Poster på en sida (entries of a page)', schema: FEED_FORMS.limit.schema },
  wait: {
    says: 'Sekunder att vänta på att något kommer, där inget finns (seconds to wait for something to come, where nothing is there)',
    schema: FEED_FORMS.wait.schema,
  },
} as const;

const AnswersFeed = (schema: JsonSchema): MethodDecorator =>
  applyDecorators(
    Door('feed'),
    Refuses('LedgerUnavailable'),
    Answers(200, {
      says: 'Det som har hänt / what has happened',
      schema,
      headers: {
        [POSITION_HEADER]: {
          description: 'Vad som får berättas är avgjort här / what may be told was decided here',
          schema: POSITION_SCHEMA,
        },
      },
    }),
  );

@ApiTags('feed')
@Controller('v1/feed')
export class FeedController {
  private readonly deps: ProjectorParts & FeedEventDeps;

  constructor(
    @Inject(PROJECTOR_PARTS) parts: ProjectorParts,
    @Inject(FEED_KEEPER) feed: FeedKeeper,
    private readonly stopList: StopList,
  ) {
    this.deps = { ...parts, feed };
  }

  @Get()
  @TakesQuery(WORDS)
  @AnswersFeed(FEED_PAGE)
  @Refuses('GroundsBehind', 'TooManyRequests')
  @ApiOperation({ summary: 'Partens flöde: vad som har hänt, i nummerordning (the feed of the party)' })
  async page(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FeedPage['items']> {
    const party = partyAsking(caller);
    const asked = wordsOfQuery(query, Object.keys(WORDS)) as FeedAsked;
    const isThere = await this.waited(asked, party, reply);
    // Nobody is there to be answered, and nothing is read.
    if (!isThere) return [];
    const { items, asOfPosition } = await entered(this.deps, { caller, door: 'feed' }, (eyes) =>
      answerFeed(this.deps, asked, eyes, party),
    );
    void reply.header(POSITION_HEADER, asOfPosition);
    return items;
  }

  /** False where whoever asked has left meanwhile. */
  private async waited(asked: FeedAsked, party: OfParty, reply: FastifyReply): Promise<boolean> {
    const left = new AbortController();
    const ending = new AbortController();
    const leave = (): void => {
      left.abort();
      ending.abort();
    };
    const stop = (): void => {
      ending.abort();
    };
    reply.raw.once('close', leave);
    const unheard = hear(this.stopList.signal, stop);
    try {
      await waitForFeed(this.deps, asked, party, ending.signal);
      return !left.signal.aborted;
    } finally {
      reply.raw.off('close', leave);
      unheard();
    }
  }

  @Get('events/:sequence')
  @TakesPath('sequence', 'Postens nummer i flödet / of the entry in the feed', { type: 'integer', minimum: 1 })
  @AnswersFeed(FEED_EVENT)
  @Refuses('NotFound')
  @ApiOperation({
    summary: 'En post i flödet, så långt en grund öppnar den nu (one entry, as far as a ground opens it now)',
  })
  async event(
    @Param('sequence') sequence: string,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const party = partyAsking(caller);
    const answer = await entered(this.deps, { caller, door: 'feed' }, (eyes) =>
      answerFeedEvent(this.deps, sequence, eyes, party),
    );
    return answered(answer, reply);
  }
}
