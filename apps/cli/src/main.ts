#!/usr/bin/env node
/** `hvb-hub`: starts the hub, plays scenarios, checks and publishes messages. Exit codes: 0 ok, 1 refused or found wrong, 2 usage, 3 unavailable. */
import { demandDescriptors } from '#http/descriptors';

demandDescriptors();
await import('./program.js');
