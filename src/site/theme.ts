/** Makes a button change between light and dark; what the system prefers holds until it is pressed. */
export function watchTheme(control: HTMLButtonElement): void {
  const root = document.documentElement;
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = (): boolean =>
    root.dataset['theme'] === undefined ? prefersDark.matches : root.dataset['theme'] === 'dark';
  const label = (): void => {
    control.textContent = isDark() ? 'Light colours' : 'Dark colours';
  };
  control.addEventListener('click', () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark';
    label();
  });
  prefersDark.addEventListener('change', label);
  label();
}
