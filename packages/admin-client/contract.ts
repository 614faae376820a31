// Types alone. A build writes them out in full (`build/`): whoever installs the package has no other of Cardea's.
export type { AdminRouter, Problem, ProblemCode } from '@cardea/admin';
