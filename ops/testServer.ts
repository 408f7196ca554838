/** The time-skipping Temporal server of the tests: the SDK's download, else from Maven's registry. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { answers, obtain, onPath, runToEnd } from './cache';
import type { Tell } from './cache';
import { programIn } from './temporalServer';

const VERSION = '1.38.0';

const ADVICE =
  'The time-skipping Temporal server for tests could not be got: connect to the internet, ' +
  'or install Java 17 or newer and Maven.';

/** Path of a program that takes `<port> --enable-time-skipping`. */
export async function testServer(tell: Tell): Promise<string> {
  const ways = [
    { name: 'download', get: download },
    { name: 'Maven', get: (draft: string) => fromMaven(draft, tell) },
  ];
  return obtain(`temporal-test-server-${VERSION}`, 'server', ways, tell, ADVICE);
}

async function download(draft: string): Promise<string | undefined> {
  if (!(await answers('https://temporal.download'))) return undefined;
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const executable = { type: 'cached-download', downloadDir: draft } as const;
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  await environment.teardown();
  return programIn(draft);
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>forloeb</groupId><artifactId>test-server</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId>
    <version>${VERSION}</version>
  </dependency></dependencies>
</project>
`;

async function fromMaven(draft: string, tell: Tell): Promise<string | undefined> {
  const [java, maven] = [await onPath('java'), await onPath('mvn')];
  if (!java || !maven) return undefined;
  tell('Getting the time-skipping Temporal server from Maven (38 MB, about 20 s, this once).');
  await writeFile(path.join(draft, 'pom.xml'), POM);
  await mkdir(path.join(draft, 'lib'));
  await runToEnd(maven, ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], {
    cwd: draft,
  });
  const script = path.join(draft, 'script');
  // The folder is renamed when finished, so the script finds its library beside itself.
  const start = 'exec java -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"';
  await writeFile(script, `#!/bin/sh\n${start}\n`);
  await chmod(script, 0o755);
  return script;
}
