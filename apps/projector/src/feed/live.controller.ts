/** The door to a feed as it happens: `GET /v1/feed/live`, server-sent events that are taken up from where a reader was. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Principal } from '#access';
import { TEXT_SCHEMA } from '#contracts';
import { Answers, Caller, Door, partyAsking, refusal, refuseOtherForm, Refuses, wordsOfQuery } from '#http';
import { FEED_KEEPER, LIVE_DOOR, PROJECTOR_PARTS, type ProjectorParts } from '../projector.options.js';
import { RETRY_AFTER_S } from '../views/when-whole.js';
import { FEED_FORMS } from './answer-feed.js';
import { type FeedKeeper } from './keep-feed-index.js';
import { endOf, liveFeed, livePage, tellLive, type LiveDeps, type LiveDoor } from './tell-live.js';

/** The header by which a reader says what it has (HTML Living Standard 9.2). */
const LAST_EVENT_ID = 'Last-Event-ID';
const MEDIA_TYPE = 'text/event-stream';

@ApiTags('feed')
@Controller('v1/feed/live')
export class LiveController {
  private readonly deps: LiveDeps;

  constructor(
    @Inject(PROJECTOR_PARTS) parts: ProjectorParts,
    @Inject(FEED_KEEPER) feed: FeedKeeper,
    @Inject(LIVE_DOOR) private readonly door: LiveDoor,
  ) {
    this.deps = { ...parts, feed };
  }

  @Get()
  @Door('feed')
  @ApiHeader({
    name: LAST_EVENT_ID,
    required: false,
    description: 'Numret på den post som läsaren har sist (the number of the last entry that the reader has)',
    schema: FEED_FORMS.after.schema,
  })
  @Answers(200, {
    says: 'Poster som de står på en sida, men utan position, tills läsaren inte längre släpps in / entries as on a page, but for the position, until the reader would be let in no more',
    schema: TEXT_SCHEMA,
    mediaType: MEDIA_TYPE,
  })
  @Refuses('LedgerUnavailable', 'GroundsBehind', 'TooManyRequests')
  @ApiOperation({ summary: 'Partens flöde medan det händer (the feed of the party as it happens)' })
  async live(
    @Query() query: unknown,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    wordsOfQuery(query, []);
    const given = request.headers[LAST_EVENT_ID.toLowerCase()]?.toString();
    refuseOtherForm(LAST_EVENT_ID, given, FEED_FORMS.after);
    const after = given ?? '0';
    const asking = partyAsking(caller);
    const askAgain = () => request.askAgain();
    const stream = this.door.streams.open(asking.party, reply.raw, askAgain);
    if (!stream) throw refusal('TooManyRequests', {}, { 'retry-after': RETRY_AFTER_S });
    try {
      const first = await livePage(this.deps, asking, after);
      // A stream is its connection’s last answer, and what stands between keeps nothing of it back.
      void reply.type(MEDIA_TYPE).headers({ connection: 'close', 'x-accel-buffering': 'no' }).send(stream.body);
      const source = liveFeed(this.deps, asking.party, askAgain);
      tellLive(stream, { source, first, after: Number(after) }).catch((error: unknown) => {
        stream.end(endOf(error, this.door));
      });
    } catch (error) {
      stream.end('refused');
      throw error;
    }
  }
}
