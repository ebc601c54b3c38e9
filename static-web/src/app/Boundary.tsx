import { Component, type ReactNode } from "react";
import { Button } from "../ui/Button/Button";
import { Notice } from "../ui/Notice/Notice";

/** A page that can't be drawn says so instead of leaving the window empty. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError = () => ({ broken: true });

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Notice tone="bad">
        <p>This page could not be shown. Your videos and posts are not affected.</p>
        <Button small icon="retry" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </Notice>
    );
  }
}
