import { Parameters } from '@cardea/protocol';

/** A request that the console makes at its own server, as one from outside would arrive. */
export const parametersOf = (values: Readonly<Record<string, string>>): Parameters => {
  const parameters = new Parameters();
  for (const [name, value] of Object.entries(values)) parameters.add(name, value);
  return parameters;
};
