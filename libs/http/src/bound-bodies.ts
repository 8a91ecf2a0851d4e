/** Bounds what is held in memory of what is sent and of what is answered, for each who asks and in all: 429 beyond it. */
import { Transform } from 'node:stream';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { problem, PROBLEM_MEDIA_TYPE } from '#contracts';
import { nameOf } from '#access';
import { announced } from './announced.js';
import { ANSWER_BYTES_LARGE, BODY_BYTES_SMALL, PIECE_BYTES_LEAST } from './limits.js';
import { RETRY_AFTER_S, sendProblem } from './problem.filter.js';
import { refusal, type ProblemError } from './refusal.js';
import { type Slices } from './slices.js';
import { type UnderWay } from './under-way.js';

/** Which bound was met: of the one who asks, or of all; `answer`: of either, by what was to be answered. */
export type BoundMet = 'each' | 'all' | 'answer';

declare module 'fastify' {
  interface FastifyRequest {
    /** Bytes counted for its body; 0 when they have been given back. */
    bodyBytesHeld: number;
    /** Its handler is at work, and holds the body though its client may be gone. */
    isHandled: boolean;
  }
}

const RETRY = { 'retry-after': RETRY_AFTER_S };
const tooMuch = (): ProblemError => refusal('TooMuchUnderWay', {}, RETRY);
const whoAsks = ({ principal }: FastifyRequest): string => (principal === null ? 'nobody' : nameOf(principal));

export interface BodiesUnderWay {
  readonly bodies: UnderWay;
  readonly slices: Pick<Slices, 'rest'>;
  readonly onMet: (bound: BoundMet) => void;
}

/** Hooks in the bound on bodies, and reads the large in slices: to be called after `authenticate`. */
export function boundBodies(fastify: FastifyInstance, { bodies, slices, onMet }: BodiesUnderWay): void {
  const giveBack = (request: FastifyRequest): void => {
    bodies.give(whoAsks(request), request.bodyBytesHeld);
    request.bodyBytesHeld = 0;
  };
  const take = (request: FastifyRequest, bytes: number, whole: number): boolean => {
    const met = bodies.take(whoAsks(request), bytes, whole);
    if (met === null) request.bodyBytesHeld += bytes;
    else onMet(met);
    return met === null;
  };
  fastify.decorateRequest('bodyBytesHeld', 0);
  fastify.decorateRequest('isHandled', false);
  fastify.addHook('onRequest', (request, reply, done) => {
    const bytes = announced(request);
    if (bytes !== null && (bytes === 0 || bytes > request.routeOptions.bodyLimit)) {
      // None, or refused for its size before it is read.
      done();
      return;
    }
    if (bytes !== null && !take(request, bytes, bytes)) {
      sendProblem(reply, problem('TooMuchUnderWay'), RETRY);
      return;
    }
    reply.raw.once('close', () => {
      if (!request.isHandled) giveBack(request);
    });
    done();
  });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const bytes = announced(request);
    const isLookedAt = bytes === null || bytes > BODY_BYTES_SMALL;
    done(null, isLookedAt ? payload.pipe(inPieces(request, { take, slices })) : payload);
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    request.isHandled = true;
    done();
  });
  fastify.addHook('onSend', (request, _reply, _payload, done) => {
    giveBack(request);
    done();
  });
}

interface InPieces extends Pick<BodiesUnderWay, 'slices'> {
  readonly take: (request: FastifyRequest, bytes: number, whole: number) => boolean;
}

/**
 * Counts what comes: all of it where its size was not announced, else what the pieces cost beyond what they hold. What is
 * large comes piece by piece, when its turn has come: till then it waits with its sender.
 */
function inPieces(request: FastifyRequest, { take, slices }: InPieces): Transform {
  const isUnannounced = announced(request) === null;
  let seen = 0;
  const pieces = new Transform({
    transform: (piece: Uint8Array, _encoding, next) => {
      seen += piece.byteLength;
      const beyond = Math.max(0, PIECE_BYTES_LEAST - piece.byteLength);
      const cost = (isUnannounced ? piece.byteLength : 0) + beyond;
      if (cost > 0 && !take(request, cost, seen)) {
        next(Object.assign(tooMuch(), { statusCode: problem('TooMuchUnderWay').status }));
        return;
      }
      const rest = seen > BODY_BYTES_SMALL ? slices.rest() : null;
      if (rest === null) next(null, piece);
      else
        void rest.then(() => {
          next(null, piece);
        });
    },
  });
  request.raw.once('error', (error) => pieces.destroy(error));
  return pieces;
}

/** Hooks in the bound on large answers, which stay in memory until their reader has taken them. */
export function boundAnswers(fastify: FastifyInstance, answers: UnderWay, onMet: (bound: BoundMet) => void): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const bytes = bytesOf(payload);
    if (bytes <= ANSWER_BYTES_LARGE) {
      done();
      return;
    }
    const who = whoAsks(request);
    if (answers.take(who, bytes) === null) {
      reply.raw.once('close', () => {
        answers.give(who, bytes);
      });
      done();
      return;
    }
    onMet('answer');
    done(null, refusedAnswer(reply));
  });
}

/** In the place of what was to be sent. */
function refusedAnswer(reply: FastifyReply): string {
  const { problem: document, headers } = tooMuch();
  const body = JSON.stringify(document);
  reply
    .code(document.status)
    .headers({ ...headers, 'content-length': Buffer.byteLength(body) })
    .type(PROBLEM_MEDIA_TYPE);
  return body;
}

/** Tells those who work in slices that somebody asks for something small, and waits. */
export function noticeTheSmall(fastify: FastifyInstance, slices: Pick<Slices, 'asked'>): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const bytes = announced(request);
    if (bytes !== null && bytes <= BODY_BYTES_SMALL) slices.asked();
    done();
  });
}

/** Bytes of an answer that is made; 0 of one that streams, which is read as it comes. */
export function bytesOf(payload: unknown): number {
  if (typeof payload === 'string') return payload.length;
  return payload instanceof Uint8Array ? payload.byteLength : 0;
}
