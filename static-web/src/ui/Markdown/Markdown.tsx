import { Link } from "wouter";
import styles from "./Markdown.module.css";
import { type Inline, parse } from "./parse";

/** `wiki` says where a [[title]] leads; null, or no function: it stays text. */
export function Markdown({
  text,
  wiki,
}: {
  text: string;
  wiki?: ((title: string) => string | null) | undefined;
}) {
  return (
    <div className={styles.text}>
      {parse(text).map((block, i) => {
        // blocks of a text that doesn't change while it is shown
        const key = `${i}`;
        if (block.kind === "list")
          return (
            <ul key={key}>
              {block.items.map((item) => (
                <li key={JSON.stringify(item)}>
                  <Words of={item} wiki={wiki} />
                </li>
              ))}
            </ul>
          );
        const Tag = block.kind === "paragraph" ? "p" : (`h${block.level}` as const);
        return (
          <Tag key={key}>
            <Words of={block.content} wiki={wiki} />
          </Tag>
        );
      })}
    </div>
  );
}

function Words({ of, wiki }: { of: Inline[]; wiki: ((title: string) => string | null) | undefined }) {
  return of.map((part, i) => {
    const key = `${i}`;
    switch (part.kind) {
      case "bold":
        return <b key={key}>{part.text}</b>;
      case "code":
        return <code key={key}>{part.text}</code>;
      case "link":
        return (
          <a key={key} href={part.href} rel="noreferrer">
            {part.text}
          </a>
        );
      case "wiki": {
        const to = wiki?.(part.title);
        return to ? (
          <Link key={key} href={to}>
            {part.text}
          </Link>
        ) : (
          part.text
        );
      }
      default:
        return part.text;
    }
  });
}
