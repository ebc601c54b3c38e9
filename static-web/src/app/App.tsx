import { useEffect } from "react";
import { Route, Switch, useLocation } from "wouter";
import { AccountsPage } from "../accounts/AccountsPage";
import { live } from "../api/live";
import { queryClient } from "../api/queries";
import { LibraryPage } from "../library/LibraryPage";
import { Toasts } from "../ui/Toasts/Toasts";
import { VideoPage } from "../video/VideoPage";
import styles from "./App.module.css";
import { Boundary } from "./Boundary";
import { Header } from "./Header";
import { NotFound } from "./NotFound";

export function App() {
  useEffect(() => live.start(queryClient), []);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its top
  useEffect(() => {
    // braces, because newer browsers return a promise here, which React would take for a clean-up
    window.scrollTo({ top: 0, behavior: "instant" });
  }, [path]);
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to content
      </a>
      <Header />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Boundary key={path}>
          <Switch>
            <Route path="/" component={LibraryPage} />
            <Route path="/videos/:id">{({ id }) => <VideoPage key={id} id={id} />}</Route>
            <Route path="/accounts" component={AccountsPage} />
            <Route component={NotFound} />
          </Switch>
        </Boundary>
      </main>
      <Toasts />
    </>
  );
}
