// A real OpenID provider for the tests, on this machine alone: whoever types a name is logged in
// under it. The members of the group “policy” are named below.
//
//   node provider.mjs PORT REDIRECT…

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const from = createRequire(new URL("../../../.ci/package.json", import.meta.url));
const { Provider } = await import(pathToFileURL(from.resolve("oidc-provider")));
const [port, ...redirects] = process.argv.slice(2);
const GROUPS = { ada: ["policy"], cy: ["chairs"] };

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "steelyard",
      client_secret: "a secret for the tests",
      redirect_uris: redirects,
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  claims: { openid: ["sub"], profile: ["name"], groups: ["groups"] },
  scopes: ["openid", "profile", "groups"],
  pkce: { required: () => true },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `${id[0].toUpperCase()}${id.slice(1)}`, groups: GROUPS[id] ?? [] }),
  }),
  cookies: { keys: ["of the tests"] },
  ttl: { Session: 600, Grant: 600, Interaction: 600, AccessToken: 600, IdToken: 600 },
});
provider.listen(Number(port), "127.0.0.1");
