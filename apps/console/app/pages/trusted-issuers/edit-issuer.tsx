import { api } from '../../api/api.ts';
import { EditDialog } from '../../parts/edit-dialog.tsx';
import { CheckField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { type IssuerChanges, IssuerFields, readIssuer, type TrustedIssuer } from './issuer-fields.tsx';

const read = (values: FormValues): IssuerChanges => ({
  ...readIssuer(values),
  jwksUri: values.text('jwksUri') ?? null,
  enabled: values.checked('enabled'),
});

export const EditIssuer = ({ issuer, onClose }: { readonly issuer: TrustedIssuer; readonly onClose: () => void }) => (
  <EditDialog<TrustedIssuer, IssuerChanges>
    id="edit-issuer"
    title={issuer.name}
    item={issuer}
    load={() => api.trustedIssuers.show.query({ issuer: issuer.issuer })}
    read={read}
    save={(changes, { issuer: name, version }) =>
      api.trustedIssuers.modify.mutate({ ...changes, issuer: name, version })
    }
    mayUndo={({ jwks, jwksUri }) => jwks === undefined && jwksUri === undefined}
    keys={[['trusted-issuers']]}
    onClose={onClose}
    fields={(shown) => (
      <>
        <CheckField
          name="enabled"
          label="Enabled"
          checked={shown.enabled}
          help="Switched off its word counts for nothing."
        />
        <IssuerFields issuer={shown} />
      </>
    )}
  />
);
