import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * DynamoDB Local listens on every interface, and no option of it says otherwise. This Java class starts it on the loopback
 * alone, sends no telemetry, and prints a line once it listens. It is here compiled too, for a Java runtime has no compiler.
 */
export const loopbackRunnerSource = `import java.lang.reflect.Field;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

public class LoopbackRunner {
  public static void main(String[] args) throws Exception {
    DynamoDBProxyServer dynamodb = ServerRunner.createServerFromCommandLineArgs(args);
    Field field = DynamoDBProxyServer.class.getDeclaredField("server");
    field.setAccessible(true);
    for (Connector connector : ((Server) field.get(dynamodb)).getConnectors()) {
      ((ServerConnector) connector).setHost("127.0.0.1");
    }
    dynamodb.safeStart();
    System.out.println("patternbench: listening");
  }
}
`;

/** What the class prints once the server listens. */
export const listeningLine = 'patternbench: listening';

/** `javac -g:none --release 17` of the source above; a test compiles it and compares. */
export const loopbackRunnerClass = Buffer.from(
  [
    'yv66vgAAAD0ATAoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWCgAIAAkHAAoMAAsADAEAOXNvZnR3YXJl',
    'L2FtYXpvbi9keW5hbW9kYi9zZXJ2aWNlcy9sb2NhbC9tYWluL1NlcnZlclJ1bm5lcgEAH2NyZWF0ZVNlcnZlckZyb21Db21tYW5kTGluZUFy',
    'Z3MBAFkoW0xqYXZhL2xhbmcvU3RyaW5nOylMc29mdHdhcmUvYW1hem9uL2R5bmFtb2RiL3NlcnZpY2VzL2xvY2FsL3NlcnZlci9EeW5hbW9E',
    'QlByb3h5U2VydmVyOwcADgEAQnNvZnR3YXJlL2FtYXpvbi9keW5hbW9kYi9zZXJ2aWNlcy9sb2NhbC9zZXJ2ZXIvRHluYW1vREJQcm94eVNl',
    'cnZlcggAEAEABnNlcnZlcgoAEgATBwAUDAAVABYBAA9qYXZhL2xhbmcvQ2xhc3MBABBnZXREZWNsYXJlZEZpZWxkAQAtKExqYXZhL2xhbmcv',
    'U3RyaW5nOylMamF2YS9sYW5nL3JlZmxlY3QvRmllbGQ7CgAYABkHABoMABsAHAEAF2phdmEvbGFuZy9yZWZsZWN0L0ZpZWxkAQANc2V0QWNj',
    'ZXNzaWJsZQEABChaKVYKABgAHgwAHwAgAQADZ2V0AQAmKExqYXZhL2xhbmcvT2JqZWN0OylMamF2YS9sYW5nL09iamVjdDsHACIBAB9vcmcv',
    'ZWNsaXBzZS9qZXR0eS9zZXJ2ZXIvU2VydmVyCgAhACQMACUAJgEADWdldENvbm5lY3RvcnMBACcoKVtMb3JnL2VjbGlwc2UvamV0dHkvc2Vy',
    'dmVyL0Nvbm5lY3RvcjsHACgBAChvcmcvZWNsaXBzZS9qZXR0eS9zZXJ2ZXIvU2VydmVyQ29ubmVjdG9yCAAqAQAJMTI3LjAuMC4xCgAnACwM',
    'AC0ALgEAB3NldEhvc3QBABUoTGphdmEvbGFuZy9TdHJpbmc7KVYKAA0AMAwAMQAGAQAJc2FmZVN0YXJ0CQAzADQHADUMADYANwEAEGphdmEv',
    'bGFuZy9TeXN0ZW0BAANvdXQBABVMamF2YS9pby9QcmludFN0cmVhbTsIADkBABdwYXR0ZXJuYmVuY2g6IGxpc3RlbmluZwoAOwA8BwA9DAA+',
    'AC4BABNqYXZhL2lvL1ByaW50U3RyZWFtAQAHcHJpbnRsbgcAQAEADkxvb3BiYWNrUnVubmVyAQAEQ29kZQEABG1haW4BABYoW0xqYXZhL2xh',
    'bmcvU3RyaW5nOylWAQANU3RhY2tNYXBUYWJsZQcARgEAE1tMamF2YS9sYW5nL1N0cmluZzsHAEgBACVbTG9yZy9lY2xpcHNlL2pldHR5L3Nl',
    'cnZlci9Db25uZWN0b3I7AQAKRXhjZXB0aW9ucwcASwEAE2phdmEvbGFuZy9FeGNlcHRpb24AIQA/AAIAAAAAAAIAAQAFAAYAAQBBAAAAEQAB',
    'AAEAAAAFKrcAAbEAAAAAAAkAQgBDAAIAQQAAAHsAAgAHAAAATyq4AAdMEg0SD7YAEU0sBLYAFywrtgAdwAAhtgAjTi2+NgQDNgUVBRUEogAZ',
    'LRUFMjoGGQbAACcSKbYAK4QFAaf/5iu2AC+yADISOLYAOrEAAAABAEQAAAAaAAL/ACUABgcARQcADQcAGAcARwEBAAD4ABwASQAAAAQAAQBK',
    'AAA=',
  ].join(''),
  'base64',
);

/** Puts the class into a folder of its own below this one, and returns that, for the class path. */
export function writeLoopbackRunner(parent: string): string {
  const hash = createHash('sha256').update(loopbackRunnerClass).digest('hex');
  const folder = join(parent, `runner-${hash.slice(0, 12)}`);
  const file = join(folder, 'LoopbackRunner.class');
  if (existsSync(file)) return folder;
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, loopbackRunnerClass);
  renameSync(draft, file);
  return folder;
}
