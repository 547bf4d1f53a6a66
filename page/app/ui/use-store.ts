// Access to the store for components.

import { createContext, useContext, useSyncExternalStore } from "react";
import type { Store } from "../store.ts";

export const StoreContext = createContext<Store | null>(null);

/** Returns the store, and renders the component again when it changes. */
export function useStore(): Store {
  const store = useContext(StoreContext)!;
  useSyncExternalStore(store.subscribe, store.revision);
  return store;
}
