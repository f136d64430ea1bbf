import { createServer, type Server } from 'node:https';
import { answerCanned } from './canned-answer.ts';
import { type KnownServer, knownRequests, listen } from './known-server.ts';

/** Of `localhost` and 127.0.0.1, signed by itself, made for these tests alone and trusted by nobody else. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBsDCCAVWgAwIBAgIUFJreDtD7ehTzE4Rm75TzkZuNfMswCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTa25vd24tYW5zd2VyIHNlcnZlcjAgFw0yNjExMjIxODM2MjNa
GA8yMTI2MTAyOTE4MzYyM1owHjEcMBoGA1UEAwwTa25vd24tYW5zd2VyIHNlcnZl
cjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMI8rwqiRFE8oh1d8uX9X/Ui396W
ADogOd/aWvCjML0uljp1+4G7FHbtefX9agqzbzaGocDhsuv+rA5Fe3s4+yOjbzBt
MB0GA1UdDgQWBBRun6nxHNIMQGFljoex9a4Ffb1OIjAfBgNVHSMEGDAWgBRun6nx
HNIMQGFljoex9a4Ffb1OIjAPBgNVHRMBAf8EBTADAQH/MBoGA1UdEQQTMBGCCWxv
Y2FsaG9zdIcEfwAAATAKBggqhkjOPQQDAgNJADBGAiEAlSus0/iFqDEjE0b3RALf
zaMrBFcXMMB7Zgec9mRxUMcCIQDN4QCkAlgJlYX2/uuATgq3RSmPrpQbay6aFkAA
n3iO9A==
-----END CERTIFICATE-----
`;

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJjpKYiabHprdYeg5
UoDBhazVEfu8cEmz19P3IUlU2AahRANCAATCPK8KokRRPKIdXfLl/V/1It/elgA6
IDnf2lrwozC9LpY6dfuBuxR27Xn1/WoKs282hqHA4bLr/qwORXt7OPsj
-----END PRIVATE KEY-----
`;

/** `canned` over TLS. */
export function secure(): Promise<KnownServer> {
  const { onRequest, count } = knownRequests(answerCanned);
  const server: Server = createServer({ key, cert: certificate }, onRequest);
  server.keepAliveTimeout = 0;
  return listen(server, count, 'https');
}
