import { useEffect, useState } from 'react';
import { goSignIn } from '../api/places.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

const EVENT = 'cardea:step-up';

/** Says that something needs a fresh sign-in with a second factor. */
export const askForStepUp = (): void => void dispatchEvent(new Event(EVENT));

/** Asks to confirm who the person is, and leads there and back. */
export const StepUp = () => {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = () => setOpen(true);
    addEventListener(EVENT, open);
    return () => removeEventListener(EVENT, open);
  }, []);
  if (!isOpen) return null;
  return (
    <Dialog title="Confirm that it is you" onClose={() => setOpen(false)}>
      <p className="text-muted text-sm">
        This needs a sign-in of the last minutes with a second factor. Nothing was changed. You come back to this page
        and do it again.
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={() => setOpen(false)}>Cancel</Button>
        <Button id="step-up" look="main" onClick={() => goSignIn({ step_up: 'true' })}>
          Confirm
        </Button>
      </div>
    </Dialog>
  );
};
