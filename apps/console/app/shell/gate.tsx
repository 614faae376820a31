import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { CONSOLE_ROOT, goSignIn } from '../api/places.ts';
import { findSession, type Session, signOut } from '../api/session.ts';
import { Button } from '../parts/button.tsx';
import { CopyText } from '../parts/copy-text.tsx';
import { Skeleton } from '../parts/loading.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { DoorPage } from './door-page.tsx';
import { SessionContext } from './session-context.ts';

const isAtTheDoor = (): boolean => location.pathname.startsWith(`${CONSOLE_ROOT}signed-out`);

const Waiting = () => (
  <main className="mx-auto max-w-lg px-5 py-24">
    <h1 className="sr-only">Cardea console</h1>
    <Skeleton />
  </main>
);

/** Leads to the sign-in, whoever comes here. */
const ToSignIn = () => {
  useEffect(() => goSignIn(), []);
  return <Waiting />;
};

const SignedOutPage = () => {
  const wasRefused = new URLSearchParams(location.search).get('why') === 'refused';
  return (
    <DoorPage title={wasRefused ? 'Not signed in' : 'Signed out'}>
      <p>
        {wasRefused
          ? 'The sign-in was not finished.'
          : 'The console has forgotten you. This browser may still be signed in at Cardea itself.'}
      </p>
      <Button id="sign-in" look="main" onClick={() => goSignIn()}>
        Sign in
      </Button>
      <a href={new URL('../logout', location.origin + CONSOLE_ROOT).pathname} className="text-accent underline">
        Sign out of Cardea too
      </a>
    </DoorPage>
  );
};

const UnownedPage = ({ again }: { readonly again: () => void }) => (
  <DoorPage title="Who owns this server?">
    <p>
      The console is for people with a role. Nobody is an owner yet, and no password was made up for one. The server
      shows a link on its first screen that makes the owner, once and within an hour; whoever can type commands at the
      machine makes another, or the owner itself.
    </p>
    <div className="w-full">
      <CopyText id="make-link" label="Another link" text="cardea setup --link" />
    </div>
    <div className="w-full">
      <CopyText id="make-owner" label="A new person" text="cardea setup" />
    </div>
    <div className="w-full">
      <CopyText id="become-owner" label="Somebody who has an account" text="cardea users mod NAME --role owner" />
    </div>
    <div className="flex flex-wrap gap-2">
      <Button id="owner-made" look="main" onClick={again}>
        Done, look again
      </Button>
      <Button onClick={() => goSignIn()}>Sign in</Button>
    </div>
  </DoorPage>
);

const NoRolePage = ({ username }: { readonly username: string }) => (
  <DoorPage title="You have no role here">
    <p>
      You are signed in as <strong className="text-ink">{username}</strong>. The console is for people to whom an owner
      gave a role: owner, admin, support or auditor.
    </p>
    <div className="w-full">
      <CopyText id="give-role" label="An owner types" text={`cardea users mod ${username} --role admin`} />
    </div>
    <div className="flex flex-wrap gap-2">
      <Button look="main" onClick={() => location.reload()}>
        Look again
      </Button>
      <Button onClick={() => goSignIn({ switch: 'true' })}>Sign in as somebody else</Button>
      <Button id="sign-out" onClick={() => void signOut()}>
        Sign out
      </Button>
    </div>
  </DoorPage>
);

const Admitted = ({
  session,
  again,
  children,
}: {
  readonly session: Session;
  readonly again: () => void;
  readonly children: ReactNode;
}) => {
  if (session.state !== 'signed_in') return session.state === 'unowned' ? <UnownedPage again={again} /> : <ToSignIn />;
  if (session.person.role === null) return <NoRolePage username={session.person.username} />;
  return <SessionContext value={session}>{children}</SessionContext>;
};

/** Lets in whoever has signed in with a role, and leads all others to what they lack. */
export const Gate = ({ children }: { readonly children: ReactNode }) => {
  const { data, error, refetch } = useQuery({
    queryKey: ['session'],
    queryFn: findSession,
    enabled: !isAtTheDoor(),
    staleTime: 60_000,
  });
  if (isAtTheDoor()) return <SignedOutPage />;
  if (data !== undefined)
    return (
      <Admitted session={data} again={() => void refetch()}>
        {children}
      </Admitted>
    );
  if (error === null) return <Waiting />;
  return (
    <DoorPage title="The server does not answer">
      <ProblemNote error={error} />
      <Button look="main" onClick={() => void refetch()}>
        Try again
      </Button>
    </DoorPage>
  );
};
