import { useId, useState } from 'react';
import { Button } from '../../parts/button.tsx';

const MAX_BYTES = 64 * 1024;

interface PictureFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** A `data:` URL. */
  readonly picture: string | undefined;
  readonly onChange: (picture: string | undefined) => void;
}

const asDataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });

/** Chooses a picture from the disk, and shows it. What it is, the server tells by its bytes. */
export const PictureField = ({ id, label, help, picture, onChange }: PictureFieldProps) => {
  const inputId = useId();
  const [fault, setFault] = useState<string>();
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > MAX_BYTES) {
      setFault(`This file has ${Math.ceil(file.size / 1024)} KiB; 64 are the most.`);
      return;
    }
    try {
      onChange(await asDataUrl(file));
      setFault(undefined);
    } catch {
      setFault('This file cannot be read.');
    }
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={inputId} className="font-medium text-sm">
        {label}
      </label>
      <div className="flex flex-wrap items-center gap-3">
        {picture !== undefined && (
          <span className="rounded-lg border border-line bg-white p-1">
            <img src={picture} alt="" className="h-9 max-w-40 object-contain" />
          </span>
        )}
        <input
          id={inputId}
          data-picture={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-describedby={`${inputId}-help`}
          aria-invalid={fault === undefined ? undefined : true}
          className="min-h-11 min-w-0 max-w-full text-sm file:me-3 file:min-h-11 file:rounded-xl file:border file:border-control file:bg-card file:px-4 file:text-ink"
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        {picture !== undefined && (
          <Button id={`${id}-remove`} aria-label={`Remove: ${label}`} onClick={() => onChange(undefined)}>
            Remove
          </Button>
        )}
      </div>
      <p id={`${inputId}-help`} className={`text-sm ${fault === undefined ? 'text-muted' : 'text-danger'}`}>
        {fault ?? help}
      </p>
    </div>
  );
};
