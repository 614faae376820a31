/** Who said what a setting is. What an operator writes at the machine is stronger than what is stored, that than a default. */
export type SettingSource = 'environment' | 'file' | 'stored' | 'default';

/** A setting as this process has it. */
export interface KnownSetting {
  /** Its key in the settings file; its variable where only the environment has it. */
  readonly name: string;
  /** Its environment variable. */
  readonly variable: string;
  readonly source: SettingSource;
  /** In its own grammar; absent where it has none, and for secrets. */
  readonly value?: string | undefined;
  /** What it has where nobody sets it; absent for nothing. */
  readonly fallback?: string | undefined;
  /** Its value is told to nobody. */
  readonly isSecret: boolean;
  /** Whether it is set at all. */
  readonly isSet: boolean;
  /** Whether it may be stored: changed while the server runs. */
  readonly isStorable: boolean;
  /** The values there are, where they are few. */
  readonly choices?: readonly string[] | undefined;
  readonly doc: string;
  /** What to write instead of a wrong value. */
  readonly mend: string;
}

/** All settings of this process, and what may be stored of them. */
export interface SettingsCatalogue {
  /** In the order of the reference. */
  list(): readonly KnownSetting[];
  /** Why a text cannot be the value of a setting, as the end of a sentence that begins with its name; undefined where it can. */
  problem(name: string, text: string): string | undefined;
  /** Follows what is stored now. */
  refresh(): Promise<void>;
}
