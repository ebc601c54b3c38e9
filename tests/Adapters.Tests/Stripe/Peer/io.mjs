export async function readInput() {
  let text = '';
  for await (const part of process.stdin.setEncoding('utf8')) text += part;
  return JSON.parse(text);
}
