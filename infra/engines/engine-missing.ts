/** What is said where an engine is not installed. */

export class EngineMissing extends Error {
  override readonly name = 'EngineMissing';
  constructor(engine: string) {
    super(`${engine} is not installed here: run infra/engines/install`);
  }
}
