import type { QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ButtonLook } from './button.tsx';
import { Confirm } from './confirm.tsx';
import { useAct } from './use-act.ts';

interface ConfirmedActProps {
  readonly id: string;
  readonly label: string;
  /** Says which one is meant, where several buttons of a list have the same label. */
  readonly about?: string | undefined;
  readonly title: string;
  readonly look?: ButtonLook;
  readonly act: () => Promise<unknown>;
  /** What is asked for anew afterwards. */
  readonly keys: readonly QueryKey[];
  /** What will happen. */
  readonly children: ReactNode;
}

/** A button for a change that is asked about first. */
export const ConfirmedAct = ({ act, keys, ...confirm }: ConfirmedActProps) => (
  <Confirm {...confirm} mutation={useAct(act, ...keys)} />
);
