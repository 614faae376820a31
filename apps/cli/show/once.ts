/** A secret as it is shown to the one who asked for it. */
export const secretLines = (name: string, secret: string | undefined): readonly string[] =>
  secret === undefined ? [] : [`${name}  ${secret}`];

export const onceNote = (what: string, secret: string | undefined): readonly string[] =>
  secret === undefined ? [] : [`This is the only time the ${what} is shown. Keep it where secrets are kept.`];

export const createdScopesNote = (scopes: readonly string[]): readonly string[] =>
  scopes.length === 0
    ? []
    : [
        `Registered with it: the scope${scopes.length > 1 ? 's' : ''} ${scopes.join(', ')}. Describe one with: cardea scopes mod NAME --description TEXT`,
      ];
