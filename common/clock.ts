/** Milliseconds since 1970, UTC. Injected wherever time decides something. */
export type Clock = () => number;
