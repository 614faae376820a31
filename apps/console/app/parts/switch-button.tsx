import { Button } from './button.tsx';

interface SwitchButtonProps {
  readonly id: string;
  readonly name: string;
  readonly isOn: boolean;
  readonly onPress: () => void;
}

export const SwitchButton = ({ id, name, isOn, onPress }: SwitchButtonProps) => (
  <Button id={id} aria-label={`${isOn ? 'Disable' : 'Enable'}: ${name}`} onClick={onPress}>
    {isOn ? 'Disable' : 'Enable'}
  </Button>
);
