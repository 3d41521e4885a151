// A jukebox in React: howler plays a tune by Web Audio, and the tune goes on while the person changes between two pages.
// The second is loaded when it is first asked for.
import { lazy, Suspense, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { Player } from "./Player.jsx";

const Meter = lazy(() => import("./Meter.jsx"));

function useHash() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return hash;
}

function App() {
  const hash = useHash();
  return (
    <>
      <h1>Jukebox</h1>
      <nav>
        <a href="#">Tune</a>
        <a href="#meter">Meter</a>
      </nav>
      <Player />
      {hash === "#meter" && <Suspense fallback={<p>Loading</p>}><Meter /></Suspense>}
    </>
  );
}

createRoot(document.querySelector("#root")).render(<App />);
