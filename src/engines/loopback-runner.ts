import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What DynamoDB Local has no options for, as a Java class that starts it: it listens on the loopback alone, sends no telemetry,
 * prints a line once it listens, and does not wait for the disk at each write (3 to 5 times as fast; what is written survives
 * the end of the server, however it ends, and only a crash of the system can spoil the file). It is here compiled too, for a
 * Java runtime has no compiler.
 */
export const loopbackRunnerSource = `import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.AbstractLocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

public class LoopbackRunner extends SQLiteJob<Object> {
  public static void main(String[] args) throws Exception {
    DynamoDBProxyServer dynamodb = ServerRunner.createServerFromCommandLineArgs(args);
    Server jetty = (Server) read(DynamoDBProxyServer.class, "server", dynamodb);
    for (Connector connector : jetty.getConnectors()) ((ServerConnector) connector).setHost("127.0.0.1");
    try {
      Object server = read(DynamoDBProxyServer.class, "serverHandler", dynamodb);
      Object requests = read(AbstractLocalDynamoDBServerHandler.class, "primaryHandler", server);
      Method shared = LocalDynamoDBRequestHandler.class.getDeclaredMethod("getHandler", String.class);
      shared.setAccessible(true);
      Object access = read(LocalDBClient.class, "dbAccess", shared.invoke(requests, "shared"));
      ((SQLiteQueue) read(SQLiteDBAccess.class, "queue", access)).execute(new LoopbackRunner()).get();
    } catch (Throwable error) {
      System.out.println("patternbench: each write waits for the disk, for " + error);
    }
    dynamodb.safeStart();
    System.out.println("patternbench: listening");
  }

  private static Object read(Class<?> owner, String name, Object of) throws Exception {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }

  @Override
  protected Object job(SQLiteConnection connection) throws Exception {
    connection.exec("PRAGMA synchronous = OFF");
    return null;
  }
}
`;

/** What the class prints once the server listens. */
export const listeningLine = 'patternbench: listening';

/** `javac -g:none --release 17` of the source above; a test compiles it and compares. */
export const loopbackRunnerClass = Buffer.from(
  [
    'yv66vgAAAD0AowoAAgADBwAEDAAFAAYBACJjb20vYWxtd29ya3Mvc3FsaXRlNGphdmEvU1FMaXRlSm9iAQAGPGluaXQ+AQADKClWCgAIAAkH',
    'AAoMAAsADAEAOXNvZnR3YXJlL2FtYXpvbi9keW5hbW9kYi9zZXJ2aWNlcy9sb2NhbC9tYWluL1NlcnZlclJ1bm5lcgEAH2NyZWF0ZVNlcnZl',
    'ckZyb21Db21tYW5kTGluZUFyZ3MBAFkoW0xqYXZhL2xhbmcvU3RyaW5nOylMc29mdHdhcmUvYW1hem9uL2R5bmFtb2RiL3NlcnZpY2VzL2xv',
    'Y2FsL3NlcnZlci9EeW5hbW9EQlByb3h5U2VydmVyOwcADgEAQnNvZnR3YXJlL2FtYXpvbi9keW5hbW9kYi9zZXJ2aWNlcy9sb2NhbC9zZXJ2',
    'ZXIvRHluYW1vREJQcm94eVNlcnZlcggAEAEABnNlcnZlcgoAEgATBwAUDAAVABYBAA5Mb29wYmFja1J1bm5lcgEABHJlYWQBAEkoTGphdmEv',
    'bGFuZy9DbGFzcztMamF2YS9sYW5nL1N0cmluZztMamF2YS9sYW5nL09iamVjdDspTGphdmEvbGFuZy9PYmplY3Q7BwAYAQAfb3JnL2VjbGlw',
    'c2UvamV0dHkvc2VydmVyL1NlcnZlcgoAFwAaDAAbABwBAA1nZXRDb25uZWN0b3JzAQAnKClbTG9yZy9lY2xpcHNlL2pldHR5L3NlcnZlci9D',
    'b25uZWN0b3I7BwAeAQAob3JnL2VjbGlwc2UvamV0dHkvc2VydmVyL1NlcnZlckNvbm5lY3RvcggAIAEACTEyNy4wLjAuMQoAHQAiDAAjACQB',
    'AAdzZXRIb3N0AQAVKExqYXZhL2xhbmcvU3RyaW5nOylWCAAmAQANc2VydmVySGFuZGxlcgcAKAEAUXNvZnR3YXJlL2FtYXpvbi9keW5hbW9k',
    'Yi9zZXJ2aWNlcy9sb2NhbC9zZXJ2ZXIvQWJzdHJhY3RMb2NhbER5bmFtb0RCU2VydmVySGFuZGxlcggAKgEADnByaW1hcnlIYW5kbGVyBwAs',
    'AQBKc29mdHdhcmUvYW1hem9uL2R5bmFtb2RiL3NlcnZpY2VzL2xvY2FsL3NlcnZlci9Mb2NhbER5bmFtb0RCUmVxdWVzdEhhbmRsZXIIAC4B',
    'AApnZXRIYW5kbGVyBwAwAQAPamF2YS9sYW5nL0NsYXNzBwAyAQAQamF2YS9sYW5nL1N0cmluZwoALwA0DAA1ADYBABFnZXREZWNsYXJlZE1l',
    'dGhvZAEAQChMamF2YS9sYW5nL1N0cmluZztbTGphdmEvbGFuZy9DbGFzczspTGphdmEvbGFuZy9yZWZsZWN0L01ldGhvZDsKADgAOQcAOgwA',
    'OwA8AQAYamF2YS9sYW5nL3JlZmxlY3QvTWV0aG9kAQANc2V0QWNjZXNzaWJsZQEABChaKVYHAD4BAENzb2Z0d2FyZS9hbWF6b24vZHluYW1v',
    'ZGIvc2VydmljZXMvbG9jYWwvc2hhcmVkL2FjY2Vzcy9Mb2NhbERCQ2xpZW50CABAAQAIZGJBY2Nlc3MHAEIBABBqYXZhL2xhbmcvT2JqZWN0',
    'CABEAQAGc2hhcmVkCgA4AEYMAEcASAEABmludm9rZQEAOShMamF2YS9sYW5nL09iamVjdDtbTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xh',
    'bmcvT2JqZWN0OwcASgEAS3NvZnR3YXJlL2FtYXpvbi9keW5hbW9kYi9zZXJ2aWNlcy9sb2NhbC9zaGFyZWQvYWNjZXNzL3NxbGl0ZS9TUUxp',
    'dGVEQkFjY2VzcwgATAEABXF1ZXVlBwBOAQAkY29tL2FsbXdvcmtzL3NxbGl0ZTRqYXZhL1NRTGl0ZVF1ZXVlCgASAAMKAE0AUQwAUgBTAQAH',
    'ZXhlY3V0ZQEASihMY29tL2FsbXdvcmtzL3NxbGl0ZTRqYXZhL1NRTGl0ZUpvYjspTGNvbS9hbG13b3Jrcy9zcWxpdGU0amF2YS9TUUxpdGVK',
    'b2I7CgASAFUMAFYAVwEAA2dldAEAFCgpTGphdmEvbGFuZy9PYmplY3Q7BwBZAQATamF2YS9sYW5nL1Rocm93YWJsZQkAWwBcBwBdDABeAF8B',
    'ABBqYXZhL2xhbmcvU3lzdGVtAQADb3V0AQAVTGphdmEvaW8vUHJpbnRTdHJlYW07CgAxAGEMAGIAYwEAB3ZhbHVlT2YBACYoTGphdmEvbGFu',
    'Zy9PYmplY3Q7KUxqYXZhL2xhbmcvU3RyaW5nOxIAAABlDABmAGcBABdtYWtlQ29uY2F0V2l0aENvbnN0YW50cwEAJihMamF2YS9sYW5nL1N0',
    'cmluZzspTGphdmEvbGFuZy9TdHJpbmc7CgBpAGoHAGsMAGwAJAEAE2phdmEvaW8vUHJpbnRTdHJlYW0BAAdwcmludGxuCgANAG4MAG8ABgEA',
    'CXNhZmVTdGFydAgAcQEAF3BhdHRlcm5iZW5jaDogbGlzdGVuaW5nCgAvAHMMAHQAdQEAEGdldERlY2xhcmVkRmllbGQBAC0oTGphdmEvbGFu',
    'Zy9TdHJpbmc7KUxqYXZhL2xhbmcvcmVmbGVjdC9GaWVsZDsKAHcAOQcAeAEAF2phdmEvbGFuZy9yZWZsZWN0L0ZpZWxkCgB3AHoMAFYAewEA',
    'JihMamF2YS9sYW5nL09iamVjdDspTGphdmEvbGFuZy9PYmplY3Q7CAB9AQAYUFJBR01BIHN5bmNocm9ub3VzID0gT0ZGCgB/AIAHAIEMAIIA',
    'gwEAKWNvbS9hbG13b3Jrcy9zcWxpdGU0amF2YS9TUUxpdGVDb25uZWN0aW9uAQAEZXhlYwEAPyhMamF2YS9sYW5nL1N0cmluZzspTGNvbS9h',
    'bG13b3Jrcy9zcWxpdGU0amF2YS9TUUxpdGVDb25uZWN0aW9uOwEABENvZGUBAARtYWluAQAWKFtMamF2YS9sYW5nL1N0cmluZzspVgEADVN0',
    'YWNrTWFwVGFibGUHAIkBABNbTGphdmEvbGFuZy9TdHJpbmc7BwCLAQAlW0xvcmcvZWNsaXBzZS9qZXR0eS9zZXJ2ZXIvQ29ubmVjdG9yOwEA',
    'CkV4Y2VwdGlvbnMHAI4BABNqYXZhL2xhbmcvRXhjZXB0aW9uAQAJU2lnbmF0dXJlAQBMKExqYXZhL2xhbmcvQ2xhc3M8Kj47TGphdmEvbGFu',
    'Zy9TdHJpbmc7TGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvT2JqZWN0OwEAA2pvYgEAPyhMY29tL2FsbXdvcmtzL3NxbGl0ZTRqYXZh',
    'L1NRTGl0ZUNvbm5lY3Rpb247KUxqYXZhL2xhbmcvT2JqZWN0OwEAOExjb20vYWxtd29ya3Mvc3FsaXRlNGphdmEvU1FMaXRlSm9iPExqYXZh',
    'L2xhbmcvT2JqZWN0Oz47AQAQQm9vdHN0cmFwTWV0aG9kcw8GAJYKAJcAmAcAmQwAZgCaAQAkamF2YS9sYW5nL2ludm9rZS9TdHJpbmdDb25j',
    'YXRGYWN0b3J5AQCYKExqYXZhL2xhbmcvaW52b2tlL01ldGhvZEhhbmRsZXMkTG9va3VwO0xqYXZhL2xhbmcvU3RyaW5nO0xqYXZhL2xhbmcv',
    'aW52b2tlL01ldGhvZFR5cGU7TGphdmEvbGFuZy9TdHJpbmc7W0xqYXZhL2xhbmcvT2JqZWN0OylMamF2YS9sYW5nL2ludm9rZS9DYWxsU2l0',
    'ZTsIAJwBADJwYXR0ZXJuYmVuY2g6IGVhY2ggd3JpdGUgd2FpdHMgZm9yIHRoZSBkaXNrLCBmb3IgAQEADElubmVyQ2xhc3NlcwcAnwEAJWph',
    'dmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlcyRMb29rdXAHAKEBAB5qYXZhL2xhbmcvaW52b2tlL01ldGhvZEhhbmRsZXMBAAZMb29rdXAA',
    'IQASAAIAAAAAAAQAAQAFAAYAAQCEAAAAEQABAAEAAAAFKrcAAbEAAAAAAAkAhQCGAAIAhAAAAPYACAAHAAAAuyq4AAdMEg0SDyu4ABHAABdN',
    'LLYAGU4tvjYEAzYFFQUVBKIAGS0VBTI6BhkGwAAdEh+2ACGEBQGn/+YSDRIlK7gAEU4SJxIpLbgAEToEEisSLQS9AC9ZAxIxU7YAMzoFGQUE',
    'tgA3Ej0SPxkFGQQEvQBBWQMSQ1O2AEW4ABE6BhJJEksZBrgAEcAATbsAElm3AE+2AFDAABK2AFRXpwATTrIAWi24AGC6AGQAALYAaCu2AG2y',
    'AFoScLYAaLEAAQA6AJsAngBYAAEAhwAAACEABP8AHQAGBwCIBwANBwAXBwCKAQEAAPgAHPcAYwcAWA8AjAAAAAQAAQCNAAoAFQAWAAMAhAAA',
    'AB0AAgAEAAAAESortgByTi0EtgB2LSy2AHmwAAAAAACMAAAABAABAI0AjwAAAAIAkAAEAJEAkgACAIQAAAAVAAIAAgAAAAkrEny2AH5XAbAA',
    'AAAAAIwAAAAEAAEAjQADAI8AAAACAJMAlAAAAAgAAQCVAAEAmwCdAAAACgABAJ4AoACiABk=',
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
