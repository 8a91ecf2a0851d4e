/** Names under which the door frame hands its parts to whoever asks for them by injection. */

/** The `Slices` of the process. */
export const SLICES = Symbol('Slices');
/** The `Clock` of the process: real time, or the simulation's. */
export const CLOCK = Symbol('Clock');
/** The `SimulationClock`; there is none outside simulation mode. */
export const SIMULATION_CLOCK = Symbol('SimulationClock');
/** The process's pino `Logger`. */
export const LOGGER = Symbol('Logger');
