/** What the door of exports gives. */
import { type JsonSchema } from '#contracts';

/** The archive of a bundle. */
export const BUNDLE_FILE: JsonSchema = { type: 'string', format: 'binary' };
