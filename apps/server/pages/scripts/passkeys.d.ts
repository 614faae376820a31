declare const text: string;
// biome-ignore lint/style/noDefaultExport: Bun gives an imported text as the default
export default text;
