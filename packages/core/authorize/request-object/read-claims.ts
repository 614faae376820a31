import { authorizationParameters, isParameterText, Parameters, type Refusal, refuse } from '@cardea/protocol';

const asText = (name: string, value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  // RFC 9101 §4: JSON stays JSON
  return name === 'claims' && typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
};

/** The parameters in the claims of a request object (RFC 9101 §4); what is none of ours is left out. */
export const parametersInClaims = (claims: Readonly<Record<string, unknown>>): Parameters | Refusal => {
  // RFC 9101 §4: no request in a request
  if (claims.request !== undefined || claims.request_uri !== undefined) return refuse('request_object.nested');
  const parameters = new Parameters();
  for (const name of authorizationParameters) {
    const value = claims[name];
    if (value === undefined || value === null) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      const text = asText(name, item);
      if (text === undefined || !isParameterText(text)) return refuse('request_object.parameter', { parameter: name });
      const refusal = parameters.add(name, text);
      if (refusal) return refuse('request_object.parameter', { parameter: name });
    }
  }
  return parameters;
};
