/** The script is sent to browsers as it stands: `import text from './passkeys.js' with { type: 'text' }`. */
declare module '*/passkeys.js' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: what Bun gives a text import
  export default text;
}
