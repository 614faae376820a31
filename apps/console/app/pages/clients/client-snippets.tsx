import type { ClientView } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { CopyText } from '../../parts/copy-text.tsx';
import { useSession } from '../../shell/session-context.ts';
import { snippetsOf } from './snippets/snippets.ts';

interface ClientSnippetsProps {
  readonly client: ClientView;
  /** Known only where it was made just now. */
  readonly secret: string | undefined;
}

/** How the client is put to use, to be copied. */
export const ClientSnippets = ({ client, secret }: ClientSnippetsProps) => {
  const { issuer, basePath } = useSession();
  const snippets = snippetsOf({ client, issuer, basePath, secret: secret ?? 'CLIENT_SECRET' });
  if (snippets.length === 0) return null;
  return (
    <Card id="snippets" title="Put it to use">
      <div className="flex flex-col gap-5">
        {snippets.map((snippet) => (
          <CopyText key={snippet.id} {...snippet} />
        ))}
      </div>
    </Card>
  );
};
