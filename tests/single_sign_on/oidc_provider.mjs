// Runs oidc-provider, a certified identity provider of other people, for one test.
// node oidc_provider.mjs PORT BONEMET: listens on 127.0.0.1:PORT for the bonemet at the address BONEMET.
// Whoever logs in gets the address NAME@hospital.example; whether it is verified says the name "unverified".
import { Provider } from "oidc-provider";

const [port, bonemet] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "bonemet",
      client_secret: "a secret of one test",
      redirect_uris: [`${bonemet}/accounts/oidc/sso/login/callback/`],
      post_logout_redirect_uris: [`${bonemet}/accounts/login/`],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@hospital.example`, email_verified: id !== "unverified" }),
  }),
  features: { devInteractions: { enabled: true } },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
