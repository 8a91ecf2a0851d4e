/** The names of deadlines and findings, as the hub gives them: one memory for the whole read side. */
import { nameUuid } from '#cases';

export const nameOfThings = nameUuid();
