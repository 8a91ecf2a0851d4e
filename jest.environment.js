/** Every spec file has a `process` of its own that jest never lets end: here it does, so that what was to be done at its end is done. */
import { TestEnvironment } from 'jest-environment-node';

export default class EndingProcess extends TestEnvironment {
  async teardown() {
    this.global.process.emit('exit', 0);
    await super.teardown();
  }
}
