// What a form in a frame and the page around it tell each other.

/** Of the form. It is "ready" for everybody to know; the rest it tells only the page that has answered. */
export type FromForm =
  | { readonly kijun: "ready" }
  | { readonly kijun: "size"; readonly height: number; readonly title: string }
  | { readonly kijun: "show"; readonly top: number; readonly height: number; readonly block: ScrollLogicalPosition };

/** Of the page around it: the part of the frame that is in sight, in the frame's pixels. */
export interface FromOutside {
  readonly kijun: "view";
  readonly top: number;
  readonly bottom: number;
}
