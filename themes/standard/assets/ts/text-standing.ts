// What the pages of a scheme say of the company's own standing.

export const standingText = {
  title: "自社の立ち位置（この端末の記録）",
  open: "自己チェックを開く",
  here: "この端末の記録では：",
  never: "この端末に回答があります。自己チェックを開くと、いまの立ち位置がここに出ます。",
  definition: "評価の決まりが変わったため、再計算が必要です。自己チェックを開くと計算し直します。",
  changed: "回答が変わったため、再計算が必要です。自己チェックを開くと計算し直します。",
} as const;
