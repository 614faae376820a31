export type { Resolve } from './address/checked-addresses.ts';
export { isPublicAddress } from './address/public-address.ts';
export { createRemoteApi, type RemoteApiOptions } from './api/remote-api.ts';
export { type FetchFailure, FetchRefusal, fetchFailures, isFetchRefusal } from './document/fetch-refusal.ts';
export {
  createFetcher,
  type FetchedJson,
  type FetchedText,
  type Fetcher,
  type FetcherOptions,
  type FetchOptions,
  type TextOptions,
} from './document/fetcher.ts';
export { createRemoteDocuments, type RemoteDocumentsOptions } from './document/remote-documents.ts';
export { createLogoutReceivers } from './notice/logout-receivers.ts';
export { createRemoteKeys, type RemoteKeysOptions } from './remote-keys/remote-keys.ts';
export { createRemoteRequestObjects, type RequestObjectsOptions } from './request-objects/request-objects.ts';
