export type Inline =
  | { kind: "text" | "bold" | "code"; text: string }
  | { kind: "link"; text: string; href: string }
  | { kind: "wiki"; text: string; title: string };

export type Block =
  | { kind: "heading"; level: 1 | 2 | 3; content: Inline[] }
  | { kind: "paragraph"; content: Inline[] }
  | { kind: "list"; items: Inline[][] };

/**
 * As much of Markdown as a text of ours has: headings, paragraphs, lists, bold, code, links, [[wiki links]], escapes. What is
 * anything else, HTML among it, stays the text that it is.
 */
export function parse(markdown: string): Block[] {
  return markdown
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .flatMap((part) => pieces(part.split("\n").filter((line) => line.trim() !== "")));
}

/** Headings and lists may stand right under a paragraph. */
function pieces(lines: string[]): Block[] {
  const blocks: Block[] = [];
  let text: string[] = [];
  let items: string[] = [];
  const flush = () => {
    if (text.length > 0) blocks.push({ kind: "paragraph", content: inline(text.join(" ")) });
    if (items.length > 0) blocks.push({ kind: "list", items: items.map(inline) });
    text = [];
    items = [];
  };
  for (const line of lines) {
    const heading = /^(#{1,3})\s+(.+)$/.exec(line);
    const item = /^\s*[-*]\s+(.+)$/.exec(line);
    if (heading) {
      flush();
      blocks.push({
        kind: "heading",
        level: (heading[1] as string).length as 1 | 2 | 3,
        content: inline(heading[2] as string),
      });
    } else if (item) {
      if (items.length === 0) flush();
      items.push(item[1] as string);
    } else if (items.length > 0 && /^\s+/.test(line)) {
      items[items.length - 1] += ` ${line.trim()}`;
    } else {
      if (items.length > 0) flush();
      text.push(line.trim());
    }
  }
  flush();
  return blocks;
}

const punctuation = "[!-/:-@[-`{-~]";
const marks = new RegExp(
  [
    `\\\\(${punctuation})`,
    "\\*\\*((?:\\\\.|[^\\\\])+?)\\*\\*",
    "`([^`]+)`",
    "\\[\\[([^[\\]|]+)(?:\\|([^[\\]]*))?\\]\\]",
    "\\[((?:\\\\.|[^\\]\\\\])+)\\]\\(([^)\\s]+)\\)",
  ].join("|"),
  "g",
);

function inline(text: string): Inline[] {
  const parts: Inline[] = [];
  const plain = (words: string) => {
    const last = parts.at(-1);
    if (last?.kind === "text") last.text += words;
    else parts.push({ kind: "text", text: words });
  };
  let from = 0;
  for (const found of text.matchAll(marks)) {
    const [all, escaped, bold, code, title, shown, label, href] = found;
    if (found.index > from) plain(text.slice(from, found.index));
    if (escaped !== undefined) plain(escaped);
    else if (bold !== undefined) parts.push({ kind: "bold", text: unescaped(bold) });
    else if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (title !== undefined) parts.push({ kind: "wiki", text: shown || title, title: title.trim() });
    else if (label !== undefined && href !== undefined && isSafe(href))
      parts.push({ kind: "link", text: unescaped(label), href });
    else plain(all);
    from = found.index + all.length;
  }
  if (from < text.length) plain(text.slice(from));
  return parts;
}

const unescaped = (text: string) => text.replace(new RegExp(`\\\\(${punctuation})`, "g"), "$1");

const isSafe = (href: string) => /^(https?:\/\/|mailto:|\/(?!\/))/i.test(href);
