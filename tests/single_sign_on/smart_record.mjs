// Runs oidc-provider, a certified provider of other people, as the authorisation server of a launch (SMART).
// node smart_record.mjs PORT BONEMET: the hospital's record at 127.0.0.1:PORT, whose chart opens BONEMET.
// Beside what oidc-provider does itself, it describes itself as SMART wants, names the patient of the launch with
// the token, and gives that patient to whoever has the token.
import { Provider } from "oidc-provider";

const [port, bonemet] = process.argv.slice(2);
const record = `http://127.0.0.1:${port}`;
const patient = {
  resourceType: "Patient",
  id: "p1",
  identifier: [{ value: "N-001" }],
};
const provider = new Provider(record, {
  clients: [
    {
      client_id: "bonemet",
      client_secret: "a-secret-of-one-test",
      redirect_uris: [`${bonemet}/smart/callback`],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  pkce: { required: () => true },
  scopes: ["openid", "launch", "fhirUser", "patient/Patient.rs", "patient/Observation.rs", "patient/Condition.rs"],
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  features: { devInteractions: { enabled: true } },
});
provider.use(async (context, next) => {
  if (context.path === "/.well-known/smart-configuration") {
    context.body = {
      issuer: record,
      jwks_uri: `${record}/jwks`,
      authorization_endpoint: `${record}/auth`,
      token_endpoint: `${record}/token`,
      code_challenge_methods_supported: ["S256"],
      capabilities: ["launch-ehr", "client-confidential-symmetric", "sso-openid-connect"],
    };
  } else if (context.path === "/Patient/p1") {
    const token = await provider.AccessToken.find((context.get("authorization") || "").replace("Bearer ", ""));
    context.status = token ? 200 : 401;
    context.body = token ? patient : {};
  } else {
    await next();
    if (context.path === "/token" && context.status === 200) context.body.patient = "p1";
  }
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
