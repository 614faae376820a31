/** Words of the section about second factors and passkeys. */
export interface SecurityMessages {
  readonly passkeys: string;
  readonly passkeysText: string;
  readonly noPasskeys: string;
  readonly noScript: string;
  readonly addPasskey: string;
  readonly passkeyName: string;
  readonly rename: string;
  readonly renameOf: (name: string) => string;
  readonly remove: string;
  readonly removeOf: (name: string) => string;
  readonly added: (date: string) => string;
  /** `ago` is a length of time in words that ends now. */
  readonly lastUsed: (ago: string) => string;
  readonly neverUsed: string;
  readonly synced: string;
  readonly thisDevice: string;
  readonly app: string;
  readonly appText: string;
  readonly setUpApp: string;
  readonly confirmApp: string;
  readonly removeApp: string;
  readonly codes: string;
  readonly codesText: string;
  readonly codesLeft: (count: number) => string;
  readonly newCodes: string;
  readonly newCodesText: string;
  /** Below codes that were shown. */
  readonly done: string;
  readonly lastWay: string;
  readonly nameFault: string;
}
