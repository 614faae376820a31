// Asks the browser for a passkey and sends its answer in the form it was asked from. Without this script, or in a browser
// that knows no passkeys, those forms stay hidden and the pages offer everything else.
(() => {
  const fromBase64url = (text) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

  const toBase64url = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');

  const descriptors = (list = []) => list.map((item) => ({ ...item, id: fromBase64url(item.id) }));

  const requestOf = (options) => ({
    ...options,
    challenge: fromBase64url(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
  });

  const creationOf = (options) => ({
    ...options,
    challenge: fromBase64url(options.challenge),
    user: { ...options.user, id: fromBase64url(options.user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
  });

  const answerOf = ({ id, rawId, type, response }) => {
    const sent = { clientDataJSON: toBase64url(response.clientDataJSON) };
    for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (response[name]) sent[name] = toBase64url(response[name]);
    }
    if (response.getTransports) sent.transports = response.getTransports();
    return JSON.stringify({ id, rawId: toBase64url(rawId), type, response: sent, clientExtensionResults: {} });
  };

  let waiting;

  const ask = async (form, mediation) => {
    waiting?.abort();
    waiting = new AbortController();
    const { signal } = waiting;
    const options = JSON.parse(form.dataset.options);
    const credential =
      form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: creationOf(options), signal })
        : await navigator.credentials.get({ publicKey: requestOf(options), mediation, signal });
    form.elements.answer.value = answerOf(credential);
    form.submit();
  };

  const prepare = async (form) => {
    form.hidden = false;
    const failure = form.querySelector('[data-failure]');
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      failure.hidden = true;
      try {
        await ask(form);
      } catch {
        failure.hidden = false;
      }
    });
    if (form.dataset.autofill === undefined) return;
    // The passkey is offered where the user name is typed
    const canFill = await PublicKeyCredential.isConditionalMediationAvailable?.();
    if (canFill) await ask(form, 'conditional').catch(() => undefined);
  };

  if (window.PublicKeyCredential && navigator.credentials) {
    for (const form of document.querySelectorAll('form[data-passkey]')) void prepare(form);
  }
})();
