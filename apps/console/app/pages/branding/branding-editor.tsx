import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { TextArea, TextField } from '../../parts/field.tsx';
import { formValues } from '../../parts/form-values.ts';
import { type Branding, changesFrom, draftOf, languages, readDraft } from './draft.ts';
import { PictureField } from './picture-field.tsx';
import { Preview } from './preview.tsx';

const [everywhere, ...others] = languages;

const Texts = ({ texts }: { readonly texts: Readonly<Record<string, string>> }) => (
  <>
    <TextArea
      name={`text-${everywhere?.[0]}`}
      label="Text on the sign-in page"
      help="Read before anything is typed. At most 500 characters."
      value={texts['*']}
    />
    <details className="rounded-xl border border-line p-4">
      <summary className="min-h-6 cursor-pointer font-medium text-sm">The same in other languages</summary>
      <div className="mt-4 flex flex-col gap-5">
        {others.map(([tag, name]) => (
          <TextArea key={tag} name={`text-${tag}`} label={name} rows={2} value={texts[tag]} />
        ))}
      </div>
    </details>
  </>
);

const Links = ({ branding }: { readonly branding: Branding }) => (
  <>
    <TextField name="termsUri" label="Terms of service" type="url" value={branding.termsUri} placeholder="https://" />
    <TextField name="privacyUri" label="Privacy" type="url" value={branding.privacyUri} placeholder="https://" />
    <TextField name="helpUri" label="Help" type="url" value={branding.helpUri} placeholder="https://" />
  </>
);

interface EditorProps {
  readonly branding: Branding;
  /** Begins anew with what it is now. */
  readonly onFresh: () => void;
  readonly host: string;
  readonly isChangeable: boolean;
}

/** What people see of the issuer, or of one client, with a picture of it that follows what is typed. */
export const BrandingEditor = ({ branding: first, host, isChangeable, onFresh }: EditorProps) => {
  const queries = useQueryClient();
  // What the form began with: a change by somebody else meanwhile is noticed when this one is saved
  const [branding, setBranding] = useState(first);
  const [draft, setDraft] = useState(() => draftOf(first));
  const { logo, darkLogo } = draft;
  const { clientId, version } = branding;
  const again = () => queries.invalidateQueries({ queryKey: ['branding'] });
  const save = useMutation({
    mutationFn: (wanted: ReturnType<typeof changesFrom>) => api.branding.modify.mutate(wanted),
    onSuccess: (saved) => {
      setBranding(saved);
      return again();
    },
  });
  const reset = useMutation({
    mutationFn: () => api.branding.reset.mutate({ clientId, version }),
    onSuccess: onFresh,
  });
  const read = (form: HTMLFormElement) => setDraft((now) => readDraft(formValues(form), now, branding));
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      {isChangeable && (
        <Card id="branding" title="What people see">
          <EditForm
            id="branding-form"
            submit="Save"
            mutation={save}
            read={(values) => changesFrom(readDraft(values, { logo, darkLogo }, branding), branding)}
            onConflict={onFresh}
          >
            <div
              className="flex flex-col gap-5"
              onInput={({ currentTarget }) => {
                const form = currentTarget.closest('form');
                if (form !== null) read(form);
              }}
            >
              <TextField name="name" label="Name" value={branding.name} placeholder={host} />
              <TextField
                name="accent"
                label="Colour"
                value={branding.accent}
                placeholder="#0e5c49"
                help="Made darker or lighter where it could not be read otherwise."
              />
              <PictureField
                id="logo"
                label="Logo"
                help="PNG, JPEG or WebP, at most 64 KiB."
                picture={logo}
                onChange={(picture) => setDraft((now) => ({ ...now, logo: picture }))}
              />
              <PictureField
                id="dark-logo"
                label="Logo for dark pages"
                help="Without one, the logo stands on a light plate there."
                picture={darkLogo}
                onChange={(picture) => setDraft((now) => ({ ...now, darkLogo: picture }))}
              />
              <Texts texts={branding.signInTexts} />
              <Links branding={branding} />
            </div>
          </EditForm>
        </Card>
      )}
      <Card id="preview" title="Preview" text="Light and dark: the browser of whoever looks decides.">
        <div className="grid gap-4 sm:grid-cols-2">
          <Preview draft={draft} theme="light" host={host} />
          <Preview draft={draft} theme="dark" host={host} />
        </div>
        {isChangeable && version > 0 && (
          <div className="mt-5">
            <Confirm id="branding-reset" label="Reset" title="Reset what people see?" mutation={reset}>
              Name, logos, colour, texts and links are removed. They cannot be brought back.
            </Confirm>
          </div>
        )}
      </Card>
    </div>
  );
};
