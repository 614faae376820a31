/** Styles are part of the code: `import text from './name.css' with { type: 'text' }`. */
declare module '*.css' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: what Bun gives a text import
  export default text;
}
