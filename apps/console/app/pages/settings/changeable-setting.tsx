import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Outputs } from '../../api/api.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { choiceLabel, labelOf } from './words.ts';

export type Setting = Outputs['settings']['get'];

const idOf = (name: string): string => `setting-${name.replace(/[^a-z]/g, '-')}`;

const isLocked = ({ source }: Setting): boolean => source === 'environment' || source === 'file';

const Source = ({ setting }: { readonly setting: Setting }) => {
  if (isLocked(setting)) return <Badge tone="notice">locked</Badge>;
  return setting.source === 'stored' ? <Badge tone="good">changed here</Badge> : <Badge>default</Badge>;
};

const Locked = ({ setting: { source, variable, name, value, overruled } }: { readonly setting: Setting }) => (
  <div className="flex flex-col gap-2 text-sm">
    <p className="font-medium">{choiceLabel(value ?? '')}</p>
    <p className="text-muted">
      The operator has set <code className="wrap-anywhere font-mono">{source === 'file' ? name : variable}</code>{' '}
      {source === 'file' ? 'in the settings file' : 'in the environment'}, and that is stronger.
      {overruled !== undefined && ` Stored here is ${choiceLabel(overruled)}.`}
    </p>
  </div>
);

const Control = ({ setting: { value, choices, name, fallback } }: { readonly setting: Setting }) =>
  choices === undefined ? (
    <TextField
      name="value"
      label={labelOf(name)}
      value={value}
      required
      help={`Such as 90s, 15m, 12h or 30d; ${fallback} where nobody changes it`}
    />
  ) : (
    <SelectField
      name="value"
      label={labelOf(name)}
      value={value}
      options={choices.map((choice) => [choice, choiceLabel(choice)] as const)}
    />
  );

const Editor = ({ setting }: { readonly setting: Setting }) => {
  const { name, version, source, fallback } = setting;
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ['settings'] });
  const set = useMutation({
    mutationFn: (value: string) => api.settings.set.mutate({ name, value, version }),
    onSuccess: renew,
  });
  const reset = useMutation({ mutationFn: () => api.settings.reset.mutate({ name, version }), onSuccess: renew });
  return (
    <>
      <EditForm
        id={idOf(name)}
        submit="Save"
        mutation={set}
        read={(values) => values.text('value') ?? ''}
        onConflict={() => void renew()}
        done="All servers follow within five seconds"
      >
        <Control key={version} setting={setting} />
      </EditForm>
      {source === 'stored' && (
        <div className="mt-3 flex flex-col items-start gap-3">
          <Button id={`${idOf(name)}-reset`} look="quiet" busy={reset.isPending} onClick={() => reset.mutate()}>
            Back to the default: {choiceLabel(fallback ?? '')}
          </Button>
          <ProblemNote error={reset.error} />
        </div>
      )}
    </>
  );
};

/** One that may be changed while the servers run, unless the operator has set it. */
export const ChangeableSetting = ({
  setting,
  isEditable,
}: {
  readonly setting: Setting;
  readonly isEditable: boolean;
}) => (
  <Card
    id={`${idOf(setting.name)}-card`}
    title={labelOf(setting.name)}
    text={setting.doc.replaceAll('`', '')}
    action={<Source setting={setting} />}
  >
    {isLocked(setting) && <Locked setting={setting} />}
    {!isLocked(setting) && isEditable && <Editor setting={setting} />}
    {!isLocked(setting) && !isEditable && <p className="font-medium text-sm">{choiceLabel(setting.value ?? '')}</p>}
    {setting.source === 'stored' && setting.changedAt !== undefined && (
      <p className="mt-3 text-muted text-sm">
        Changed <Moment at={setting.changedAt} />
      </p>
    )}
  </Card>
);
