import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Inputs, type Outputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Button } from '../../parts/button.tsx';
import { Card, Empty } from '../../parts/card.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { useEditing } from '../../parts/editing.ts';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { Loaded } from '../../parts/loading.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import { RowList } from '../../parts/row-list.tsx';
import { useRemoval } from '../../parts/use-removal.ts';
import { useSession } from '../../shell/session-context.ts';
import { EditScope } from './edit-scope.tsx';

type Scope = Outputs['scopes']['add'];
type NewScope = Inputs['scopes']['add'];

const read = (values: FormValues): NewScope => ({
  name: values.text('name') ?? '',
  description: values.text('description') ?? '',
  claims: values.words('claims'),
});

const AddScope = () => {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (wanted: NewScope) => api.scopes.add.mutate(wanted),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['scopes'] }),
  });
  return (
    <Card id="add" title="Register a scope" text="Scopes that a client names are registered with it.">
      <EditForm id="new-scope" submit="Register" mutation={mutation} read={read} done="Registered">
        <TextField name="name" label="Name" required placeholder="reports:read" />
        <TextField name="description" label="Description" help="People read it when they are asked to agree." />
        <TextField name="claims" label="Claims" help="About the person, that it opens; between spaces." />
      </EditForm>
    </Card>
  );
};

/** Gone from the list at once; it comes back where it cannot be removed, or is not to be after all. */
const Remove = ({ scope }: { readonly scope: Scope }) => {
  const { name, description, claims } = scope;
  const remove = useRemoval({
    key: ['scopes'],
    isMeant: (other: Scope) => other.name === name,
    remove: () => api.scopes.remove.mutate({ name }),
    restore: () => api.scopes.add.mutate({ name, description, claims }),
    told: `${name} is removed`,
  });
  return (
    <Button id={`remove-${encodeURIComponent(name)}`} look="danger" aria-label={`Remove: ${name}`} onClick={remove}>
      Remove
    </Button>
  );
};

const Actions = ({ scope, onEdit }: { readonly scope: Scope; readonly onEdit: () => void }) => (
  <>
    <Button id={`edit-${encodeURIComponent(scope.name)}`} aria-label={`Change: ${scope.name}`} onClick={onEdit}>
      Change
    </Button>
    <Remove scope={scope} />
  </>
);

export const ScopesPage = () => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'others');
  const { edited, edit, stop } = useEditing();
  const load = (page: ListPage) => api.scopes.list.query(page);
  const query = usePages({ key: ['scopes'], load });
  const shown = query.data?.find(({ name }) => name === edited);
  return (
    <>
      <PageHead title="Scopes" text="What tokens may be used for. Those of OpenID Connect are there by themselves.">
        <ExportButtons name="scopes" load={load} />
      </PageHead>
      <div className="flex flex-col gap-5">
        <Loaded query={query}>
          {(scopes) =>
            scopes.length === 0 ? (
              <Empty title="No scope yet">
                <p>A scope is a word that an API looks for in a token, such as reports:read.</p>
              </Empty>
            ) : (
              <RowList
                id="scopes"
                label="Scopes"
                rows={scopes.map((scope) => ({
                  key: scope.name,
                  title: scope.name,
                  subtitle: [scope.description, ...scope.claims].filter((text) => text !== '').join(' · '),
                  ...(isChangeable ? { actions: <Actions scope={scope} onEdit={() => edit(scope.name)} /> } : {}),
                }))}
              />
            )
          }
        </Loaded>
        <MoreButton query={query} />
        {isChangeable && shown !== undefined && <EditScope key={shown.name} scope={shown} onClose={stop} />}
        {isChangeable && <AddScope />}
      </div>
    </>
  );
};
