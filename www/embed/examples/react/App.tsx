import { useRef, useState } from "react";
import type { CockpitJwt, CockpitJwtEventMap } from "./cockpit-jwt";

export function App() {
  const widget = useRef<CockpitJwt>(null);
  const [said, say] = useState("No token yet.");

  // The events' names have a colon, which not every compiler takes in JSX; an object takes it.
  const listeners = {
    "oncockpit-jwt:token": ({ detail }: CockpitJwtEventMap["cockpit-jwt:token"]) => {
      const until = detail.expiresAt?.toLocaleString() ?? "it is withdrawn";
      say(`A token for ${detail.audience.join(", ")} until ${until}.`);
    },
    "oncockpit-jwt:cleared": () => say("No token."),
    "oncockpit-jwt:error": ({ detail }: CockpitJwtEventMap["cockpit-jwt:error"]) => {
      say(`${detail.message} ${detail.hint}`);
    },
  };

  return (
    <main>
      <h1>React</h1>
      <p>
        <button onClick={() => widget.current?.generate()}>Generate a token</button>{" "}
        <button onClick={() => widget.current?.clear()}>Forget it</button>
      </p>
      <cockpit-jwt ref={widget} organization="moehaha" audience="moehaha" {...listeners} />
      <p role="status">{said}</p>
    </main>
  );
}
