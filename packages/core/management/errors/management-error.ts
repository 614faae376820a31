import { type ManagementErrorCode, managementErrors } from './management-errors.ts';

export interface ManagementErrorDetail {
  /** The setting that is wrong, by the name it has in the input. */
  readonly field?: string;
  /** What is wrong with it, as the end of a sentence that begins with the field. */
  readonly problem?: string;
  /** What was asked for, or what stands in the way: ids, URIs, names. Never a secret. */
  readonly subject?: string;
}

/** A change that is not made, or a question without an answer. A value, not an exception: exceptions are defects. */
export class ManagementError {
  readonly code: ManagementErrorCode;
  readonly message: string;
  readonly mend: string;
  readonly field: string | undefined;
  /** What is wrong with the field, as the end of a sentence that begins with its name. */
  readonly problem: string | undefined;

  constructor(code: ManagementErrorCode, { field, problem, subject }: ManagementErrorDetail = {}) {
    const row = managementErrors[code];
    const about = field === undefined ? subject : [field, problem].join(' ');
    this.code = code;
    this.message = about === undefined ? row.message : `${row.message}: ${about}`;
    this.mend = row.mend;
    this.field = field;
    this.problem = problem;
  }
}

export const isManagementError = (value: unknown): value is ManagementError => value instanceof ManagementError;
