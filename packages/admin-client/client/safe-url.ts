import { CallFailed } from '../problems/call-failed.ts';

/** RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3 */
const isLoopback = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|\[::1\]|127(\.\d{1,3}){3})$/i.test(hostname);

/** A URL that a credential may be sent to. Throws `CallFailed`. */
export const safeUrl = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === undefined || !isSafe || url.username !== '' || url.password !== '')
    throw new CallFailed('server.insecure', text.replace(/\/\/[^/]*@/, '//'));
  return url;
};
