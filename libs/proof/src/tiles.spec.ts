import fc from 'fast-check';
import { always } from '../../../test/support/always.js';
import { parseTilePath, TILE_LEVEL_MAX, tilePath, widthAt } from './tiles.js';

describe('the path of a tile', () => {
  it.each([
    [{ level: 0, index: 0 }, 256, '0/000'],
    [{ level: 0, index: 999 }, 256, '0/999'],
    [{ level: 0, index: 1000 }, 256, '0/x001/000'],
    [{ level: 0, index: 1_234_067 }, 256, '0/x001/x234/067'],
    [{ level: 2, index: 5 }, 1, '2/005.p/1'],
    [{ level: 1, index: 1 }, 255, '1/001.p/255'],
  ])('of %o, %i wide, is %s, as the specification has it', (place, width, path) => {
    expect(tilePath(place, width)).toBe(path);
    expect(parseTilePath(path)).toEqual({ ...place, width });
  });

  it.each([
    ...[
      '',
      '0',
      '0/',
      '0/1',
      '0/0001',
      '0/x000/001',
      '0/001/x002',
      '00/001',
      `${TILE_LEVEL_MAX + 1}/000`,
      '64/000',
      '-1/000',
    ],
    ...['0/000.p/0', '0/000.p/256', '0/000.p/01', '0/000.p/', '0/000.p/1/', '0/../keys', '0/000%2e', '0/000\n'],
  ])('is not %j', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('is read back whichever it is', () => {
    always(
      fc.property(fc.nat(TILE_LEVEL_MAX), fc.nat(10 ** 12), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(parseTilePath(tilePath({ level, index }, width))).toEqual({ level, index, width });
      }),
    );
  });
});

describe('the tiles of a tree', () => {
  it('are at 70 000 leaves 273 whole and one of 112, one whole and one of 17, and one of 1', () => {
    const widths = [
      [0, 272],
      [0, 273],
      [0, 274],
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
      [2, 1],
      [3, 0],
    ].map(([level, index]) => widthAt({ level: level!, index: index! }, 70_000));
    expect(widths).toEqual([256, 112, 0, 256, 17, 0, 1, 0, 0]);
  });
});
