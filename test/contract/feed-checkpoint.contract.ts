/** What every keeper of the feeds' checkpoint must do; each adapter's spec binds it in a few lines. */
import { type PartyId } from '#domain';
import { type Position } from '#event-log';
import { CheckpointMoved } from '#follow';
import { type FeedCheckpoint } from '#projector';

const at = (place: string): Position => place as Position;

/** `open` gives the same store each time within a test. */
export function feedCheckpointContract(open: () => Promise<FeedCheckpoint>): void {
  let checkpoint: FeedCheckpoint;
  beforeEach(async () => {
    checkpoint = await open();
  });
  afterEach(() => checkpoint.close());

  it('stands nowhere before anything was published', async () => {
    expect(await checkpoint.read()).toBeNull();
  });

  it('is where it was moved to, also when it is opened again', async () => {
    await checkpoint.move(null, at('7'));
    await checkpoint.move(at('7'), at('12'));
    expect(await checkpoint.read()).toBe('12');
    await checkpoint.close();
    checkpoint = await open();
    expect(await checkpoint.read()).toBe('12');
  });

  it('is moved only from where it stands: who has been overtaken hears of it, and has moved nothing', async () => {
    await expect(checkpoint.move(at('3'), at('4'))).rejects.toMatchObject({ name: CheckpointMoved.name });
    await checkpoint.move(null, at('7'));
    await expect(checkpoint.move(null, at('5'))).rejects.toMatchObject({ name: CheckpointMoved.name });
    await expect(checkpoint.move(at('5'), at('8'))).rejects.toMatchObject({ name: CheckpointMoved.name });
    expect(await checkpoint.read()).toBe('7');
  });

  it('keeps whom the feeds are for and who is behind, as it was kept last, also when it is opened again', async () => {
    expect(await checkpoint.parties()).toEqual({ fed: [], behind: {} });
    const [kommun, region] = ['kommun-2080', 'region-20'] as unknown as readonly [PartyId, PartyId];
    await checkpoint.keepParties({ fed: [kommun, region], behind: { [region]: at('7') } });
    await checkpoint.keepParties({ fed: [kommun], behind: { [kommun]: at('9') } });
    await checkpoint.move(null, at('12'));
    await checkpoint.close();
    checkpoint = await open();
    expect(await checkpoint.parties()).toEqual({ fed: [kommun], behind: { [kommun]: '9' } });
    expect(await checkpoint.read()).toBe('12');
  });
}
