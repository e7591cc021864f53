import type { RunUse, UsageFacts } from './usage.js';
import { list, mapping, parseYaml, scalar, shellLine } from './usage-data.js';

type Settings = Readonly<Record<string, unknown>>;

const NOTHING: UsageFacts = { builds: [], runs: [] };

/** Templates are no YAML before they are filled in. */
const WORKLOAD = /^kind:\s*(?:CronJob|DaemonSet|Deployment|Job|Pod|ReplicaSet|StatefulSet)\b/m;

/**
 * What the workloads of a Kubernetes manifest run in their containers: commands, probes and hooks that are executed.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container
 */
export async function readKubernetes(text: string): Promise<UsageFacts> {
  // Most manifests run what their images say: reading them as YAML would be the whole cost.
  if (!WORKLOAD.test(text) || !/\b(?:args|command):/.test(text) || text.includes('{{')) {
    return NOTHING;
  }
  const runs: RunUse[] = [];
  for (const document of await parseYaml(text)) {
    for (const container of containersIn(document)) {
      const image = scalar(container['image']);
      if (image === undefined) continue;
      for (const command of commandsOf(container))
        runs.push({ image, service: undefined, command });
    }
  }
  return { builds: [], runs };
}

/** All containers of a document, however deep its kind keeps the template of the pod. */
function containersIn(value: unknown): readonly Settings[] {
  if (Array.isArray(value)) return list(value).flatMap(containersIn);
  return Object.entries(mapping(value)).flatMap(([key, item]) =>
    key === 'containers' || key === 'initContainers' ? list(item).map(mapping) : containersIn(item),
  );
}

function commandsOf(container: Settings): readonly string[] {
  const main = [...words(container['command']), ...words(container['args'])];
  const lifecycle = mapping(container['lifecycle']);
  const handlers = [
    container['livenessProbe'],
    container['readinessProbe'],
    container['startupProbe'],
    lifecycle['postStart'],
    lifecycle['preStop'],
  ].map((handler) => words(mapping(mapping(handler)['exec'])['command']));
  return [main, ...handlers].filter((line) => line.length > 0).map(shellLine);
}

function words(value: unknown): readonly string[] {
  return list(value).flatMap((word) => scalar(word) ?? []);
}
