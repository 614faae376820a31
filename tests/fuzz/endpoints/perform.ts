import type { Reply } from '../../harness/oauth.ts';
import { send } from '../../harness/oauth.ts';
import type { FilledForm, Request, Shot } from './shot.ts';
import { type ValueName, valueNames } from './values.ts';
import type { FuzzWorld } from './world.ts';

/** What is going to be sent, and which values are in it: all of them there before. */
export interface Prepared {
  readonly used: ReadonlyMap<ValueName, string>;
  send(): Promise<Reply>;
}

type Quote = (text: string) => string;

/** Replaces placeholders, and remembers which. */
const filling =
  (world: FuzzWorld, used: Map<ValueName, string>) =>
  async (text: string, quote: Quote = (same) => same) => {
    let filled = text;
    for (const name of valueNames) {
      if (!filled.includes(`{${name}}`)) continue;
      const value = used.get(name) ?? (await world.value(name));
      used.set(name, value);
      filled = filled.replaceAll(`{${name}}`, quote(value));
    }
    return filled;
  };

const headerText = (text: string): string => {
  const credentials = /^(basic) (.*:.*)$/i.exec(text);
  return credentials ? `${credentials[1]} ${Buffer.from(credentials[2] ?? '').toString('base64')}` : text;
};

const inJson: Quote = (text) => JSON.stringify(text).slice(1, -1);

/** Where a path has a variable part, what stands there. */
const pathOf = (path: string, rest: string): string => {
  const escaped = encodeURIComponent(rest.toWellFormed()).replaceAll('%2C', ',').replaceAll('.', '%2E');
  const named = /^[\w.,]+$/.test(rest) ? rest : escaped;
  return path.replace(/\*$|:\w+$/, () => named);
};

const prepareRequest = async (path: string, shot: Request, world: FuzzWorld): Promise<Prepared> => {
  const used = new Map<ValueName, string>();
  const fill = filling(world, used);
  const query = await Promise.all(
    shot.query.map(async ([name, text]) => [name.toWellFormed(), (await fill(text)).toWellFormed()]),
  );
  const search = query.length === 0 ? '' : `?${new URLSearchParams(query)}`;
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(shot.headers)) headers[name] = headerText(await fill(text));
  const { body } = shot;
  if (body !== undefined) headers['content-type'] = body.type;
  const quote = body?.type === 'application/json' ? inJson : encodeURIComponent;
  const url = world.cardea.issuer + pathOf(path, await fill(shot.rest)) + search;
  const text = body === undefined ? null : await fill(body.text, quote);
  return { used, send: () => send(url, { method: shot.method, headers, body: text }) };
};

const objectOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
};

const prepareForm = async (path: string, shot: FilledForm, world: FuzzWorld): Promise<Prepared> => {
  const used = new Map<ValueName, string>();
  const fill = filling(world, used);
  const { browser, page } = await world.stage(path);
  const forms = page.forms.filter(({ action }) => new URL(action).pathname === path);
  const form = forms[shot.nth % Math.max(1, forms.length)] ?? {
    action: world.cardea.issuer + path,
    fields: {},
    buttons: [],
  };
  const button = form.buttons[shot.button % Math.max(1, form.buttons.length)] ?? {};
  const edits: Record<string, string> = {};
  for (const [name, text] of shot.edits) edits[name] = (await fill(text)).toWellFormed();
  const names = Object.keys(form.fields);
  const kept = Object.fromEntries(
    Object.entries(form.fields).filter(([name]) => !shot.drops.some((at) => names[at] === name)),
  );
  const origin = { origin: world.cardea.issuer, 'sec-fetch-site': 'same-origin' };
  const sent = { action: form.action, fields: kept, buttons: [] };
  return {
    used,
    async send() {
      const { status, headers, text } = await browser.submit(
        sent,
        { ...button, ...edits },
        { ...origin, ...shot.headers },
      );
      return { status, headers, text, json: objectOf(text) };
    },
  };
};

/** Makes a request of what a grammar has made. */
export const prepare = (path: string, shot: Shot, world: FuzzWorld): Promise<Prepared> =>
  shot.kind === 'form' ? prepareForm(path, shot, world) : prepareRequest(path, shot, world);
