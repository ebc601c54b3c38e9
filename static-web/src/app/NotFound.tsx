import { Link } from "wouter";
import { useTitle } from "../ui/useTitle";
import styles from "./App.module.css";

export function NotFound() {
  useTitle("Not found");
  return (
    <div className={styles.lost}>
      <h1>There is nothing here</h1>
      <p>The address may be mistyped, or what was here has been deleted.</p>
      <Link href="/">Go to the library</Link>
    </div>
  );
}
