import { useMutation } from '@tanstack/react-query';
import { problemOf } from '../api/problem.ts';
import { tell } from '../shell/toasts.tsx';
import { Button } from './button.tsx';
import { csvOf, jsonOf } from './list-text.ts';
import type { ListPage, PageOf } from './pages-of.ts';

const PAGE = 1000;
/** More would fill the memory of a browser; the command line has no such end. */
const MOST = 100_000;

type Load = (page: ListPage) => Promise<PageOf<object>>;

const everything = async (load: Load): Promise<readonly object[]> => {
  const all: object[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await load({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    all.push(...items);
    cursor = nextCursor;
  } while (cursor !== undefined && all.length < MOST);
  if (cursor !== undefined) tell({ text: `Only the first ${all.length} are in the file` });
  return all;
};

const formats = {
  csv: { label: 'CSV', type: 'text/csv', textOf: csvOf },
  json: { label: 'JSON', type: 'application/json', textOf: jsonOf },
} as const;

const save = (text: string, { name, type }: { readonly name: string; readonly type: string }): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** Takes a whole list along as a file, as far as it is narrowed. */
export const ExportButtons = ({ name, load }: { readonly name: string; readonly load: Load }) => {
  const take = useMutation({
    mutationFn: async (format: keyof typeof formats) => {
      const { type, textOf } = formats[format];
      save(textOf(await everything(load)), { name: `${name}.${format}`, type });
    },
    onError: (error) => tell({ text: `${problemOf(error).message}: nothing was saved`, error }),
  });
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">Take the list along</legend>
      {(['csv', 'json'] as const).map((format) => (
        <Button
          key={format}
          id={`export-${format}`}
          look="quiet"
          busy={take.isPending && take.variables === format}
          aria-label={`Save the list as ${formats[format].label}`}
          onClick={() => take.mutate(format)}
        >
          {formats[format].label}
        </Button>
      ))}
    </fieldset>
  );
};
