export function Home() {
  return <h1>Good morning</h1>;
}
