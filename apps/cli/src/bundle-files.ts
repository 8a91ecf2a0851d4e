/** A bundle as it lies on a disk: one file, or the folder that it was unpacked into. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveRefused, FILES, readTar, type Files } from '#bundle';

/** Bytes of a bundle at most, so that no file of others fills the memory. */
export const BUNDLE_BYTES_MAX = 1024 * 1024 * 1024;

/** What is no bundle, or cannot be read. */
export class NoBundle extends Error {
  override readonly name = 'NoBundle';
  constructor(
    readonly reason: 'unreadable' | 'tooLarge' | 'notABundle',
    message: string,
  ) {
    super(message);
  }
}

/** The files by name; in a folder those that a bundle has, and nothing beside them. Throws `NoBundle`. */
export async function bundleFiles(path: string): Promise<Files> {
  const there = await found(path);
  if (there === 'folder') return folderFiles(path);
  try {
    return readTar(await readBounded(path));
  } catch (error) {
    if (error instanceof ArchiveRefused) throw new NoBundle('notABundle', error.message);
    throw error;
  }
}

async function found(path: string): Promise<'folder' | 'file'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw new NoBundle('unreadable', (error as Error).message);
  }
}

async function readBounded(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > BUNDLE_BYTES_MAX) throw new NoBundle('tooLarge', `> ${BUNDLE_BYTES_MAX} bytes`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof NoBundle) throw error;
    throw new NoBundle('unreadable', (error as Error).message);
  }
}

async function folderFiles(folder: string): Promise<Files> {
  const known = new Set<string>(Object.values(FILES));
  const names = (await readdir(folder)).filter((name) => known.has(name));
  return new Map(await Promise.all(names.map(async (name) => [name, await readBounded(join(folder, name))] as const)));
}
