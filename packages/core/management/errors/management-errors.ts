interface ManagementErrorRow {
  /** What is wrong, for the operator. Never a secret, never text from inside Cardea. */
  readonly message: string;
  /** What the operator can do about it. */
  readonly mend: string;
}

const rows = <const T extends Readonly<Record<string, ManagementErrorRow>>>(table: T): T => table;

const changedMeanwhile = 'was changed by someone else meanwhile; nothing was written';

/** Every way in which the management refuses; the reference documentation is made from this table. */
export const managementErrors = rows({
  'idempotency.key_invalid': {
    message: 'The idempotency key is not one',
    mend: 'Send 1 to 255 visible ASCII characters, such as a UUID',
  },
  'idempotency.key_reused': {
    message: 'This idempotency key was sent with another request',
    mend: 'Take a new key for a new request',
  },
  'idempotency.under_way': {
    message: 'The request with this idempotency key is under way',
    mend: 'Repeat it in a minute',
  },
  'idempotency.answer_lost': {
    message: 'The request with this idempotency key was done, and its answer is lost',
    mend: 'Look at what was made; where it was to show a secret, have a new one made',
  },
  'list.cursor_invalid': {
    message: 'The cursor belongs to no list like this one',
    mend: 'Ask for the first page without a cursor, and for the next ones with the same filters',
  },
  'account.not_found': { message: 'There is no such user', mend: 'See the users with: cardea users ls' },
  'account.exists': {
    message: 'Another user has this user name or e-mail address',
    mend: 'Choose another; see who has it with: cardea users show NAME',
  },
  'account.conflict': {
    message: `The user ${changedMeanwhile}`,
    mend: 'Look at it with: cardea users show USER, then repeat the change',
  },
  'account.last_owner': {
    message: 'This is the last active owner of the server',
    mend: 'Make another owner first: cardea users mod USER --role owner',
  },
  'account.not_active': {
    message: 'The user is locked or disabled',
    mend: 'Enable the user first: cardea users mod USER --enable',
  },
  'account.no_email': {
    message: 'The user has no e-mail address',
    mend: 'Give them one: cardea users mod USER --email ADDRESS; or leave --mail out and hand the link over',
  },
  'set_up.owned': {
    message: 'This server has an owner already',
    mend: 'See who with: cardea users ls; make another with: cardea users mod USER --role owner',
  },
  'factor.not_found': {
    message: 'The user has no such second factor',
    mend: 'See what there is with: cardea users factors USER',
  },
  'mail.off': {
    message: 'This server sends no mail',
    mend: 'Set CARDEA_SMTP_URL and CARDEA_MAIL_FROM; or leave --mail out and hand the link over',
  },
  'account.invalid': { message: 'The user cannot be registered like this', mend: 'Correct the setting named' },
  'account.password_refused': {
    message: 'The password is not taken',
    mend: 'Choose another one, such as four words that do not belong together, or have one made',
  },
  'client.not_found': { message: 'There is no such client', mend: 'See the clients with: cardea clients ls' },
  'client.exists': { message: 'A client with this id exists', mend: 'Choose another id, or leave it out to get one' },
  'client.conflict': {
    message: `The client ${changedMeanwhile}`,
    mend: 'Look at it with: cardea clients show ID, then repeat the change',
  },
  'client.invalid': { message: 'The client cannot be registered like this', mend: 'Correct the setting named' },
  'client.resource_unknown': {
    message: 'The client names a resource that is not registered',
    mend: 'Register it first with: cardea resources add URI',
  },
  'client.grant_unknown': {
    message: 'The client names a grant that this server does not have',
    mend: 'Choose grants that the server offers; its metadata lists them as grant_types_supported',
  },
  'client.without_secrets': {
    message: 'A client with this authentication method has no secrets',
    mend: 'Change the method first: cardea clients mod ID --auth-method client_secret_basic',
  },
  'client.no_old_secret': { message: 'The client has no older secret', mend: 'Nothing is left to do' },
  'client.built_in': {
    message: 'This client belongs to Cardea itself',
    mend: 'Nothing is to be done: it is kept as it must be',
  },
  'client.introspects': {
    message: 'The client is the resource server of a registered resource',
    mend: 'Take it off first: cardea resources mod URI --remove-introspector ID',
  },
  'app_password.not_found': {
    message: 'The person has no such app password',
    mend: 'See them with: cardea auth ls --user USER',
  },
  'app_password.invalid': { message: 'No app password can be made like this', mend: 'Correct the setting named' },
  'app_password.too_many': {
    message: 'The person has as many app passwords as the server allows',
    mend: 'End one with cardea auth rm ID --user USER, or raise CARDEA_APP_PASSWORDS_PER_ACCOUNT',
  },
  'app_password.inactive': {
    message: 'The account is not active',
    mend: 'Unlock it first: cardea users mod USER --enable',
  },
  'registration_token.not_found': {
    message: 'There is no such initial access token',
    mend: 'See the tokens with: cardea registration-tokens ls',
  },
  'registration_token.invalid': {
    message: 'No initial access token can be made like this',
    mend: 'Correct the setting named',
  },
  'trusted_issuer.not_found': { message: 'This issuer is not trusted', mend: 'See who is with: cardea issuers ls' },
  'trusted_issuer.exists': {
    message: 'This issuer is trusted already',
    mend: 'Change it with: cardea issuers mod URL',
  },
  'trusted_issuer.conflict': {
    message: `The issuer ${changedMeanwhile}`,
    mend: 'Look at it with: cardea issuers show URL, then repeat the change',
  },
  'trusted_issuer.invalid': { message: 'The issuer cannot be trusted like this', mend: 'Correct the setting named' },
  'trusted_issuer.client_unknown': {
    message: 'The issuer names a client that is not registered',
    mend: 'Register it first with: cardea clients add --name NAME',
  },
  'branding.conflict': {
    message: `The branding ${changedMeanwhile}`,
    mend: 'Look at it with: cardea branding show, then repeat the change',
  },
  'branding.invalid': { message: 'The pages cannot look like this', mend: 'Correct the setting named' },
  'resource.not_found': { message: 'There is no such resource', mend: 'See the resources with: cardea resources ls' },
  'resource.exists': {
    message: 'This resource is registered',
    mend: 'Change it with: cardea resources mod URI',
  },
  'resource.conflict': {
    message: `The resource ${changedMeanwhile}`,
    mend: 'Look at it with: cardea resources show URI, then repeat the change',
  },
  'resource.invalid': { message: 'The resource cannot be registered like this', mend: 'Correct the setting named' },
  'resource.introspector_unknown': {
    message: 'The resource names a resource server that is not a registered client',
    mend: 'Register it first with: cardea clients add --grant none --name NAME',
  },
  'resource.in_use': {
    message: 'Clients may get tokens for this resource',
    mend: 'Take it from them first: cardea clients mod ID --remove-resource URI',
  },
  'scope.not_found': { message: 'There is no such scope', mend: 'See the scopes with: cardea scopes ls' },
  'scope.exists': { message: 'This scope is registered', mend: 'Change it with: cardea scopes mod NAME' },
  'scope.invalid': { message: 'The scope cannot be registered like this', mend: 'Correct the setting named' },
  'scope.in_use': {
    message: 'Clients or resources name this scope',
    mend: 'Take it from them first: cardea clients mod ID --remove-scope NAME',
  },
  'access_token.not_found': {
    message: 'There is no such access token',
    mend: 'See the live tokens with: cardea auth ls; an expired one is forgotten after a while',
  },
  'access_token.ended': { message: 'This access token was revoked before', mend: 'Nothing is left to do' },
  'access_token.invalid': { message: 'No access token can be made like this', mend: 'Correct the setting named' },
  'access_token.resource_unknown': {
    message: 'The token is for a resource that is not registered',
    mend: 'Register it first with: cardea resources add URI',
  },
  'signing_key.not_found': { message: 'There is no such signing key', mend: 'See the keys with: cardea keys ls' },
  'signing_key.revoked': { message: 'This signing key was retired before', mend: 'Nothing is left to do' },
  'provider.not_found': {
    message: 'There is no such identity provider',
    mend: 'See the providers with: cardea providers ls',
  },
  'provider.exists': {
    message: 'An identity provider with this id exists',
    mend: 'Choose another id, or change it with: cardea providers mod ID',
  },
  'provider.conflict': {
    message: `The identity provider ${changedMeanwhile}`,
    mend: 'Look at it with: cardea providers show ID, then repeat the change',
  },
  'provider.invalid': {
    message: 'The identity provider cannot be registered like this',
    mend: 'Correct the setting named',
  },
  'session.not_found': {
    message: 'The user is not signed in there',
    mend: 'See where with: cardea sessions ls USER',
  },
  'grant.not_found': {
    message: 'The user has allowed this client nothing',
    mend: 'See what they have allowed with: cardea grants ls USER',
  },
  'refusal.not_found': {
    message: 'No refusal of such a request is kept',
    mend: 'It may be too old, not written yet, or one of a flood: see others with: cardea explain ls',
  },
  'setting.not_found': {
    message: 'There is no such setting',
    mend: 'See all settings with: cardea settings ls',
  },
  'setting.fixed': {
    message: 'This is set at the machine, before the server starts',
    mend: 'Set the variable, or its key in the settings file, and start the server anew',
  },
  'setting.locked': {
    message: 'The operator has set this at the machine, and that is stronger',
    mend: 'Take it out there first, and start the server anew',
  },
  'setting.invalid': { message: 'This cannot be the value', mend: 'See what it takes with: cardea settings get NAME' },
  'setting.conflict': {
    message: 'Somebody else changed this setting meanwhile',
    mend: 'Look at it again, then repeat your change',
  },
  'delivery.not_found': {
    message: 'There is no such delivery',
    mend: 'It may have been delivered; see what waits or failed with: cardea outbox ls',
  },
  'delivery.dead': {
    message: 'The delivery was given up, and what it said is forgotten',
    mend: 'Cause it again: have the mail sent once more, or let the person sign out again',
  },
  'delivery.under_way': {
    message: 'The delivery is being tried at this moment',
    mend: 'Look at it again in a minute',
  },
  'link.not_found': {
    message: 'The user has no such link',
    mend: 'See the links with: cardea users links USER',
  },
  'signing_key.algorithm_off': {
    message: 'The server does not sign with this algorithm',
    mend: 'Switch it on with CARDEA_SIGNING_ALGORITHMS, or choose another',
  },
});

export type ManagementErrorCode = keyof typeof managementErrors;
