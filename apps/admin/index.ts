export type { AdminContext } from './context.ts';
export { ADMIN_PATH, type AdminHandlerOptions, createAdminHandler } from './handler.ts';
export { type OpenApiPlaces, openApiDocument } from './open-api/open-api-document.ts';
export type { CallErrorCode, Problem, ProblemCode } from './problems/problem.ts';
export { faults } from './problems/status.ts';
export { type AdminRouter, adminRouter, createAdminCaller } from './router.ts';
export type { Finding } from './system/finding.ts';
export { SystemError, type SystemErrorCode, systemErrors } from './system/system-errors.ts';
export type { BackupReport, SystemServices, SystemStatus } from './system/system-services.ts';
