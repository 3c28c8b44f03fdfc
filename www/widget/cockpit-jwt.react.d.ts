// <cockpit-jwt> in the JSX of React 19. The attributes' names work before and after the element is
// defined. Events: {...{"oncockpit-jwt:token": (event) => …}}, since not every compiler takes a colon.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { CockpitJwt, CockpitJwtEventMap, CockpitJwtProperties } from "./cockpit-jwt";

type Attributes = Partial<Omit<CockpitJwtProperties, "onBehalfOf">> & {
  "on-behalf-of"?: CockpitJwtProperties["onBehalfOf"];
};

type Listeners = {
  [Name in keyof CockpitJwtEventMap as `on${Name}`]?: (event: CockpitJwtEventMap[Name]) => void;
};

type Props = DetailedHTMLProps<HTMLAttributes<CockpitJwt>, CockpitJwt> & Attributes & Listeners;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "cockpit-jwt": Props;
    }
  }
}
