/** Users of official images, and the HOME that their image gives them. */
const HOMES: Readonly<Record<string, string>> = {
  node: '/home/node',
  '1000': '/home/node',
  gradle: '/home/gradle',
};

/** The HOME of the user a RUN is run as; undefined where that can't be told. No user set means root in almost every base image. */
export function homeOf(user: string | undefined): string | undefined {
  const name = (user ?? 'root').replace(/:.*$/, '');
  if (name === 'root' || name === '0') return '/root';
  if (Object.hasOwn(HOMES, name)) return HOMES[name];
  return /^[a-z_][a-z0-9_-]*$/.test(name) ? `/home/${name}` : undefined;
}
