import { api, type Outputs } from '../../api/api.ts';
import { browserName } from '../../parts/browser-name.ts';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { Moment } from '../../parts/moment.tsx';
import type { Row } from '../../parts/row-list.tsx';

export type BrowserSession = Outputs['sessions']['list']['items'][number];

const End = ({ session }: { readonly session: BrowserSession }) => (
  <ConfirmedAct
    id={`end-${session.id}`}
    label="Sign out"
    about={browserName(session.userAgent)}
    title="Sign them out there?"
    act={() => api.sessions.end.mutate({ user: session.accountId, id: session.id })}
    keys={[['user-lists'], ['sessions']]}
  >
    <p>The session ends at once, and applications that listen are told.</p>
  </ConfirmedAct>
);

export const sessionRow = (session: BrowserSession, isChangeable: boolean): Row => ({
  key: session.id,
  title: browserName(session.userAgent),
  subtitle: (
    <>
      from {session.address}, by {session.methods.join(' + ')}, seen <Moment at={session.lastSeenAt} />
    </>
  ),
  aside: (
    <span>
      until <Moment at={session.expiresAt} />
    </span>
  ),
  ...(isChangeable ? { actions: <End session={session} /> } : {}),
});
