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

let order = "";
for await (const piece of process.stdin) order += piece;
const { sign: toSign, verify: toVerify } = JSON.parse(order);
console.log(JSON.stringify(await Promise.all(toSign ? toSign.map(sign) : toVerify.map(verify))));
