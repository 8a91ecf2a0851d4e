import { APPENDS_WAITING_MAX, BYTES_PER_COMMIT_MAX, EVENTS_PER_COMMIT_MAX, groupCommit } from './group-commit.js';

interface Item {
  readonly name: string;
  readonly events: number;
  readonly bytes: number;
}

const item = (name: string, events = 1, bytes = 1): Item => ({ name, events, bytes });

/** Commits in memory and keeps what was in each transaction; items named `bad` fail alone. */
function committing() {
  const groups: string[][] = [];
  const group = groupCommit<Item, string>((items) => {
    groups.push(items.map(({ name }) => name));
    return items.map(({ name }) => (name === 'bad' ? { failed: new Error('bad') } : { done: name }));
  });
  return { groups, group };
}

describe('group commit', () => {
  it('writes what is submitted in one turn in one transaction, in order', async () => {
    const { groups, group } = committing();
    const done = await Promise.all(['a', 'b', 'c'].map((name) => group.submit(item(name))));
    await group.submit(item('d'));
    expect(done).toEqual(['a', 'b', 'c']);
    expect(groups).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('acknowledges nothing before the commit has returned', async () => {
    const order: string[] = [];
    const group = groupCommit<Item, undefined>((items) => {
      order.push('commit');
      return items.map(() => ({ done: undefined }));
    });
    const acknowledged = group.submit(item('a')).then(() => order.push('acknowledged'));
    order.push('submitted');
    await acknowledged;
    expect(order).toEqual(['submitted', 'commit', 'acknowledged']);
  });

  it('lets one fail alone', async () => {
    const { group } = committing();
    const outcomes = await Promise.allSettled(['a', 'bad', 'c'].map((name) => group.submit(item(name))));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails all of a transaction that could not be committed, and none of the next', async () => {
    let attempts = 0;
    const group = groupCommit<Item, string>((items) => {
      attempts += 1;
      if (attempts === 1) throw new Error('disk full');
      return items.map(({ name }) => ({ done: name }));
    });
    const outcomes = await Promise.allSettled(['a', 'b'].map((name) => group.submit(item(name))));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await group.submit(item('c'))).toBe('c');
  });

  it('keeps a transaction within its bounds of events and bytes, and takes a larger item alone', async () => {
    const { groups, group } = committing();
    const items = [
      item('a', EVENTS_PER_COMMIT_MAX),
      item('b'),
      item('c', 1, BYTES_PER_COMMIT_MAX),
      item('d', EVENTS_PER_COMMIT_MAX + 1),
      item('e'),
      item('f'),
    ];
    await Promise.all(items.map((each) => group.submit(each)));
    expect(groups).toEqual([['a'], ['b'], ['c'], ['d'], ['e', 'f']]);
  });

  it('refuses more than may wait, as unavailable', async () => {
    const { group } = committing();
    const waiting = Array.from({ length: APPENDS_WAITING_MAX }, (_, n) => group.submit(item(String(n))));
    await expect(group.submit(item('one too many'))).rejects.toMatchObject({ name: 'LogUnavailable' });
    expect(await Promise.all(waiting)).toHaveLength(APPENDS_WAITING_MAX);
  });

  it('commits what waits when it closes, and takes no more', async () => {
    const { groups, group } = committing();
    const waiting = [group.submit(item('a', EVENTS_PER_COMMIT_MAX)), group.submit(item('b'))];
    group.close();
    expect(groups).toEqual([['a'], ['b']]);
    await Promise.all(waiting);
    await expect(group.submit(item('c'))).rejects.toMatchObject({ name: 'LogUnavailable' });
  });
});
