export interface Toast {
  id: number;
  tone: "good" | "bad";
  text: string;
}

const shownMs = 7_000;

class Toasts {
  private list: Toast[] = [];
  private listeners = new Set<() => void>();
  private count = 0;

  snapshot = () => this.list;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  good = (text: string) => this.show("good", text);
  bad = (text: string) => this.show("bad", text);

  dismiss = (id: number) => {
    this.list = this.list.filter((t) => t.id !== id);
    for (const listener of this.listeners) listener();
  };

  private show(tone: Toast["tone"], text: string) {
    const id = ++this.count;
    // the same complaint twice is one complaint
    this.list = [...this.list.filter((t) => t.text !== text), { id, tone, text }].slice(-3);
    for (const listener of this.listeners) listener();
    setTimeout(() => this.dismiss(id), shownMs);
  }
}

export const toast = new Toasts();

export const message = (error: unknown) => (error instanceof Error ? error.message : "Something went wrong.");
