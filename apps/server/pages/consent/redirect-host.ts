/** Where a redirect URI leads, as a person can judge it: a host; undefined for an application on the same device. */
export const redirectHost = (redirectUri: string): string | undefined => {
  const { protocol, host, hostname } = new URL(redirectUri);
  const onThisDevice = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return (protocol === 'https:' || protocol === 'http:') && !onThisDevice ? host : undefined;
};
