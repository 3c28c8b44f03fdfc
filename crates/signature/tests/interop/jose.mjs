// What jose makes of one order: read as JSON from standard input, answered as JSON.
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const entry = join(process.env.COCKPIT_JWT_JOSE, "dist/webapi/index.js");
const jose = await import(pathToFileURL(entry));

async function sign({ algorithm, claims }) {
  const { publicKey, privateKey } = await jose.generateKeyPair(algorithm, { extractable: true });
  const token = await new jose.SignJWT(claims).setProtectedHeader({ alg: algorithm }).sign(privateKey);
  const jwk = { ...(await jose.exportJWK(publicKey)), alg: algorithm };
  return { token, jwk, pem: await jose.exportSPKI(publicKey) };
}

async function verify({ token, jwk, pem, algorithm }) {
  const key = jwk ? await jose.importJWK(jwk, algorithm) : await jose.importSPKI(pem, algorithm);
  try {
    const { payload } = await jose.jwtVerify(token, key, { algorithms: [algorithm] });
    return { claims: payload };
  } catch (error) {
    return { refused: error.code };
  }
}

// By one key, or by whichever of several: by the one of the token's name where keys have names.
async function judge({ token, keys, issuer, now, leeway }) {
  const algorithms = keys.map((key) => key.alg);
  const options = { algorithms, issuer, currentDate: new Date(now * 1000), clockTolerance: leeway };
  const named = keys.every((key) => key.kid);
  const all = named ? [jose.createLocalJWKSet({ keys })] : keys.map((key) => jose.importJWK(key, key.alg));
  let refused;
  for (let key of await Promise.all(all)) {
    try {
      await jose.jwtVerify(token, key, options);
      return { accepted: true };
    } catch (error) {
      refused ??= error;
      for await (key of error.code === "ERR_JWKS_MULTIPLE_MATCHING_KEYS" ? error : []) {
        try {
          await jose.jwtVerify(token, key, options);
          return { accepted: true };
        } catch (other) {
          refused = other;
        }
      }
    }
  }
  return { refused: refused.code ?? refused.name };
}

let order = "";
for await (const piece of process.stdin) order += piece;
const [[name, orders]] = Object.entries(JSON.parse(order));
console.log(JSON.stringify(await Promise.all(orders.map({ sign, verify, judge }[name]))));
