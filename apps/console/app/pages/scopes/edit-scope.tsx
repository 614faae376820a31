import { api, type Outputs } from '../../api/api.ts';
import { EditDialog } from '../../parts/edit-dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';

type Scope = Outputs['scopes']['add'];
type Changes = Pick<Scope, 'description' | 'claims'>;

const read = (values: FormValues): Changes => ({
  description: values.text('description') ?? '',
  claims: values.words('claims'),
});

export const EditScope = ({ scope, onClose }: { readonly scope: Scope; readonly onClose: () => void }) => (
  <EditDialog<Scope, Changes>
    id="edit-scope"
    title={scope.name}
    item={scope}
    load={async () =>
      (await api.scopes.list.query({ limit: 1000 })).items.find(({ name }) => name === scope.name) ?? scope
    }
    read={read}
    save={(changes, { name }) => api.scopes.modify.mutate({ ...changes, name })}
    keys={[['scopes']]}
    onClose={onClose}
    fields={(shown) => (
      <>
        <TextField
          name="description"
          label="Description"
          value={shown.description}
          help="People read it when they are asked to agree."
        />
        <TextField
          name="claims"
          label="Claims"
          value={shown.claims.join(' ')}
          help="About the person, that it opens; between spaces."
        />
      </>
    )}
  />
);
