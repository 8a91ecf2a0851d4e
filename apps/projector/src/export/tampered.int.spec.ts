import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
  entryOf,
  FILES,
  recordsIn,
  sha256Of,
  verifyBundle,
  type BundleEvent,
  type CompareKeyTold,
  type Known,
  type Verdict,
  type Wrong,
} from '#bundle';
import { readMessage } from '#contracts';
import { logKeyPath, openLogKey } from '#proof';
import { always } from '../../../../test/support/always.js';
import { aCase } from '../../../../test/support/case-builder.js';
import {
  eventsIn,
  linesOf,
  type Made,
  manifestOf,
  rewrittenBy,
  sealedAnew,
  text,
} from '../../../../test/support/tampering.js';
import { openSpecHub } from '../../../../test/support/open-hub.js';
import { bundlesOf } from '../../../../test/support/exported-bundles.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';

/** Tamperings of each kind in a run: `HVB_TAMPER=1000` tries more. */
const TIMES = Number(process.env['HVB_TAMPER'] ?? 60);

describe('a bundle that was tampered with', () => {
  let files: Made;
  let complete: Made;
  let secret: Awaited<ReturnType<typeof openLogKey>>;
  let origin: string;
  beforeAll(async () => {
    const hub = await openSpecHub();
    const stories = ['P1', 'P2'].map((label) => aCase(label).emergency().started('2026-01-15'));
    await hub.tell([...dalarnaEvents(), ...stories.flatMap((story) => eventsOf(story))]);
    ({ partial: files, whole: complete } = await bundlesOf(hub));
    secret = await openLogKey(logKeyPath(hub.folder));
    origin = manifestOf(files).origin;
    await hub.close();
  });

  const verify = (made: Made, known: readonly Known[] = []): Verdict => {
    const key = { name: origin, type: 'note' as const, publicKey: publicKey() };
    return verifyBundle(made, { key, known });
  };
  const publicKey = (): Uint8Array => {
    const jwk = secret.export({ format: 'jwk' });
    return Buffer.from(jwk.x!, 'base64url');
  };
  const located = (wrong: readonly Wrong[], at: (one: Wrong) => boolean): void => {
    expect(wrong.filter(at)).not.toEqual([]);
  };
  const ofEvent =
    ({ index }: BundleEvent) =>
    ({ event }: Wrong): boolean =>
      event?.index === index;

  it('is in order before it was', () => {
    expect(verify(files).wrong).toEqual([]);
    expect(verify(complete).wrong).toEqual([]);
    expect(verify(sealedAnew(files, files.get(FILES.events)!)).wrong).toEqual([]);
    expect(eventsIn(files).length).toBeGreaterThan(20);
  });

  it('by a bit of an event: found, and the byte lies in what is named', () => {
    const bytes = files.get(FILES.events)!;
    always(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const other = Buffer.from(bytes);
        other[at]! ^= 1 << bit;
        const { wrong } = verify(sealedAnew(files, other, { rederive: false }));
        located(wrong, (one) => one.file === FILES.events && !!one.bytes && one.bytes[0] <= at && at <= one.bytes[1]);
      }),
      { numRuns: 4 * TIMES },
    );
  });

  it('by an event that was left out: found at the next of its stream, or as a cut end where all leaves are there', () => {
    always(
      fc.property(fc.nat(), (which) => {
        const events = eventsIn(complete);
        const at = which % events.length;
        const gone = events[at]!;
        const { wrong } = verify(sealedAnew(complete, linesOf(events.toSpliced(at, 1))));
        const others = events.filter(
          ({ leaf }) => leaf.stream === gone.leaf.stream && leaf.revision > gone.leaf.revision,
        );
        const before = events.filter(
          ({ leaf }) => leaf.stream === gone.leaf.stream && leaf.revision < gone.leaf.revision,
        );
        const next = others[0];
        if (next) located(wrong, (one) => one.code === 'revisionMissing' && ofEvent(next)(one));
        else if (before.length > 0) located(wrong, (one) => one.code === 'cutStream' && ofEvent(before.at(-1)!)(one));
      }),
      { numRuns: TIMES },
    );
  });

  it('by an event that stands twice, or two that were changed about: found at them', () => {
    always(
      fc.property(fc.nat(), fc.nat(), (one, two) => {
        const events = eventsIn(files);
        const [a, b] = [one % events.length, two % events.length].sort((x, y) => x - y) as [number, number];
        const twice = verify(sealedAnew(files, linesOf(events.toSpliced(b, 0, events[a]!))));
        located(twice.wrong, (wrong) => wrong.code === 'outOfOrder' || wrong.code === 'revisionMissing');
        if (a === b) return;
        const turned = events.with(a, events[b]!).with(b, events[a]!);
        const found = verify(sealedAnew(files, linesOf(turned))).wrong;
        located(found, (wrong) => wrong.event !== undefined);
        // Told to stand at each other's places: then neither is the leaf that stands there.
        const renumbered = turned.map((event, at) => ({ ...event, index: events[at]!.index }));
        const moved = verify(sealedAnew(files, linesOf(renumbered))).wrong;
        located(moved, (wrong) => wrong.code === 'notIncluded' && ofEvent(renumbered[a]!)(wrong));
        located(moved, (wrong) => wrong.code === 'notIncluded' && ofEvent(renumbered[b]!)(wrong));
      }),
      { numRuns: TIMES },
    );
  });

  it('by a cut of the file: found as a line that is none, or as what is missing', () => {
    const bytes = complete.get(FILES.events)!;
    always(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        const { wrong } = verify(sealedAnew(complete, bytes.subarray(0, length)));
        located(wrong, ({ file }) => file === FILES.events);
      }),
      { numRuns: TIMES },
    );
  });

  it('by another time, or another message that is sealed and hashed anew by who has the keys: found at the event', () => {
    const keys = JSON.parse(text(files, FILES.keys)) as readonly CompareKeyTold[];
    const hashed = (event: BundleEvent, message: Readonly<Record<string, unknown>>): BundleEvent => {
      const read = readMessage(message);
      if (!read.ok || event.body === undefined) return event;
      const body = Buffer.from(event.body, 'base64').toString('utf8');
      const { key: controller, hash } = JSON.parse(/"open":(\{.*?\}),"sealed"/.exec(body)![1]!) as Record<
        string,
        string
      >;
      const key = keys.find((one) => one.stream === event.leaf.stream && one.controller === controller)!;
      const made = createHmac('sha256', Buffer.from(key.compareKey, 'base64'))
        .update(read.message.content)
        .digest('base64');
      const resealed = Buffer.from(body.replace(hash!, made));
      return {
        ...event,
        message,
        body: resealed.toString('base64'),
        leaf: { ...event.leaf, bodySha256: sha256Of(resealed) },
      };
    };
    always(
      fc.property(
        fc.nat(),
        fc.constantFrom('recordedAt', 'time', 'resealed'),
        fc.integer({ min: 1, max: 10 ** 9 }),
        (which, how, ms) => {
          const events = eventsIn(files);
          const facts = events.filter(({ message }) => message !== undefined);
          const event = (how === 'recordedAt' ? events : facts)[
            which % (how === 'recordedAt' ? events : facts).length
          ]!;
          const earlier = (instant: unknown): string => new Date(Date.parse(String(instant)) - ms).toISOString();
          const message = event.message && { ...event.message, time: earlier(event.message['time']) };
          const other: BundleEvent =
            how === 'recordedAt'
              ? { ...event, leaf: { ...event.leaf, recordedAt: earlier(event.leaf.recordedAt) } }
              : how === 'time'
                ? { ...event, message: message! }
                : hashed(event, message!);
          const { wrong } = verify(sealedAnew(files, linesOf(events.with(events.indexOf(event), other))));
          located(
            wrong,
            (one) => one.code === (how === 'time' ? 'messageChanged' : 'notIncluded') && ofEvent(event)(one),
          );
        },
      ),
      { numRuns: 2 * TIMES },
    );
  });

  it('by views, grounds, rules or a report that say otherwise: found, whoever reckoned the checksums anew', () => {
    for (const name of [FILES.views, FILES.report, FILES.grounds, FILES.rules, FILES.readme]) {
      const other = new Map(files).set(
        name,
        Buffer.from(text(files, name).replace(/[0-9]/, (digit) => String((Number(digit) + 1) % 10))),
      );
      const { wrong } = verify(sealedAnew(other, files.get(FILES.events)!, { rederive: false }));
      expect(wrong).toEqual([{ code: 'notAsDerived', file: name }]);
    }
  });

  it('by the holder of the key, who rewrote and signed the whole log: passes, and says so; is found by what was kept', async () => {
    const before = { name: 'kept', note: text(complete, FILES.checkpoint) };
    const rewritten = await rewrittenBy(complete, secret);
    const alone = verify(rewritten);
    expect(alone.wrong).toEqual([]);
    expect(alone.cannotExclude).toContain('rewritten');
    const { wrong, goesOnFrom } = verify(rewritten, [before]);
    expect(wrong.map(({ code, known }) => [code, known])).toEqual([['notGoneOn', 'kept']]);
    expect(goesOnFrom).toEqual([]);
    const own = verify(complete, [before]);
    expect([own.wrong, own.goesOnFrom]).toEqual([[], [{ name: 'kept', size: manifestOf(complete).size }]]);
    expect(own.cannotExclude).not.toContain('rewritten');
  });

  it('by leaves of the log that are others: found between the checkpoints that were kept', () => {
    const records = recordsIn(complete.get(FILES.entries)!)!;
    const last = records.length - 1;
    const other = records.with(last, Buffer.from(Buffer.from(records[last]!).toString('utf8').replace('v1', 'v2')));
    const made = new Map(complete).set(FILES.entries, Buffer.concat(other.map(entryOf)));
    const { wrong, isComplete } = verify(sealedAnew(made, complete.get(FILES.events)!));
    expect(wrong).toEqual([{ code: 'entriesChanged', file: FILES.entries, between: [0, records.length] }]);
    expect(isComplete).toBe(false);
  });
});
