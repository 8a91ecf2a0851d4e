/** Every spec file has a `process` of its own: here it hears what Node warns of, and ends, which jest never lets it, so that what was to be done at its end is done. */
import { TestEnvironment } from 'jest-environment-node';

export default class OwnProcess extends TestEnvironment {
  warned = (warning) => this.global.process.emit('warning', warning);

  async setup() {
    await super.setup();
    process.on('warning', this.warned);
  }

  async teardown() {
    process.off('warning', this.warned);
    this.global.process.emit('exit', 0);
    await super.teardown();
  }
}
