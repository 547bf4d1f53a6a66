// The start of the page.

import { createRoot } from "react-dom/client";
import "react-data-grid/lib/styles.css";
import "./style.css";
import { Store } from "./store.ts";
import { App } from "./ui/app.tsx";

const store = new Store();

addEventListener("beforeunload", (event) => {
  if (store.unsaved) event.preventDefault();
});

createRoot(document.getElementById("app")!).render(<App store={store} />);
