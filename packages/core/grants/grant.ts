import { isRefusal, type Parameters, type Refusal } from '@cardea/protocol';
import type { AuthenticatedClient } from '../client-auth/authenticated-client.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { IssuancePlan } from '../issuance/plan.ts';
import type { ReadyPlan } from '../issuance/ready-plan.ts';
import type { ClientRequest } from '../ports/request.ts';

/** What every grant may use. One with state of its own brings a port. */
export interface GrantDependencies extends EngineOptions {
  /** Thumbprint of the key that the client has proved to hold, and that the tokens will be bound to. */
  readonly jkt?: string | undefined;
}

/** One grant type (RFC 6749 §4.5), as its file writes it. */
interface GrantDefinition<Request> {
  /** The value of `grant_type`. */
  readonly type: string;
  /** One sentence for the reference and the command line. */
  readonly summary: string;
  /** Off unless it is switched on for a client, and then not named in discovery (design D14). */
  readonly legacy?: boolean;
  /** The request in types, or what is wrong with its parameters. Reads nothing else; who sent it may matter later. */
  parse(parameters: Parameters, request: ClientRequest): Request | Refusal;
  /** Reads and checks, never writes (design §1): what is to be issued, or why not. */
  handle(
    request: Request,
    client: AuthenticatedClient,
    dependencies: GrantDependencies,
  ): Promise<IssuancePlan | ReadyPlan | Refusal>;
}

/** A parsed request, waiting for the client it is to be decided for. */
export type Decide = (
  client: AuthenticatedClient,
  dependencies: GrantDependencies,
) => Promise<IssuancePlan | ReadyPlan | Refusal>;

/** The same as the pipeline sees it: a request that was parsed can only be decided. */
export interface Grant {
  readonly type: string;
  readonly summary: string;
  readonly legacy: boolean;
  parse(request: ClientRequest): Decide | Refusal;
}

export const grant = <Request extends object>({
  type,
  summary,
  legacy = false,
  parse,
  handle,
}: GrantDefinition<Request>): Grant => ({
  type,
  summary,
  legacy,
  parse(sent) {
    const request = parse(sent.parameters, sent);
    return isRefusal(request) ? request : (client, dependencies) => handle(request, client, dependencies);
  },
});
