/** Migrations are part of the code: `import text from './0000_name.sql' with { type: 'text' }`. */
declare module '*.sql' {
  const text: string;
  export default text;
}
