interface Bounds {
  /** What the client asks for with `expires_in`. */
  readonly requestedSeconds: number | undefined;
  /** What it gets when it asks for nothing. */
  readonly usualSeconds: number;
  /** The most it may ask for. */
  readonly clientMaxSeconds: number | undefined;
  /** The most anyone gets. */
  readonly serverMaxSeconds: number;
}

/** Seconds an access token lives: a wish is granted up to the client's bound, and never past the server's. */
export const accessTokenLifetime = ({
  requestedSeconds,
  usualSeconds,
  clientMaxSeconds,
  serverMaxSeconds,
}: Bounds): number => Math.min(requestedSeconds ?? usualSeconds, clientMaxSeconds ?? usualSeconds, serverMaxSeconds);
