// Passkeys. A form with data-passkey="get" or "create" shows itself where the browser knows passkeys; its button asks the device,
// and the answer goes along as an ordinary form field. Without JavaScript the form stays hidden and the mailed code is the way in.

const fromText = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const withBytes = (descriptors = []) => descriptors.map((one) => ({ ...one, id: fromText(one.id) }));

/** The options of the server, with bytes where the browser wants bytes. */
function decoded({ publicKey: options }) {
  const publicKey = { ...options, challenge: fromText(options.challenge) };
  if (options.user) publicKey.user = { ...options.user, id: fromText(options.user.id) };
  if (options.excludeCredentials) publicKey.excludeCredentials = withBytes(options.excludeCredentials);
  if (options.allowCredentials) publicKey.allowCredentials = withBytes(options.allowCredentials);
  return { publicKey };
}

/** The device's answer as JSON. */
function encoded(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

async function ask(form) {
  const answer = await fetch(form.dataset.options, { method: "POST", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  const options = decoded(await answer.json());
  return form.dataset.passkey === "create" ? navigator.credentials.create(options) : navigator.credentials.get(options);
}

function prepare(form) {
  const button = form.querySelector("[data-passkey-button]");
  const problem = form.querySelector("[data-passkey-problem]");
  form.hidden = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      form.elements.credential.value = encoded(await ask(form));
      form.submit();
    } catch {
      problem.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}

// Browsers keep passkeys for names, not for a bare number such as 127.0.0.1.
const isNamed = /[a-z]/i.test(location.hostname) && !location.hostname.startsWith("[");

if (window.PublicKeyCredential && isNamed) {
  for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);
} else {
  for (const note of document.querySelectorAll("[data-no-passkey]")) note.hidden = false;
}
