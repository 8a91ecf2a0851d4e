import { SAMPLE_DATA, sampleEvent } from '../test/samples.js';
import { type FactType } from './message-types.js';
import { readMessage } from './read-message.js';

const TYPES = Object.keys(SAMPLE_DATA) as FactType[];

describe('a message', () => {
  it.each(TYPES)('%s is read with every field it may have', (type) => {
    const read = readMessage(sampleEvent(type));
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    expect(read.message.fact).toEqual({ type, data: SAMPLE_DATA[type] });
  });
});
