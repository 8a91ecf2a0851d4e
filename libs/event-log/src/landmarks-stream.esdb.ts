/** The stream beside the log's own in which the landmarks of `positionAt` are kept. */

export const LANDMARKS = 'hvb-landmarks';
