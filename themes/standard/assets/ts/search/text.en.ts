// What the search says, in English.

export const loading = "Preparing the search…";
export const failed = "The search could not be prepared.";
export const offline = "You are offline, and the search could not be prepared.";
export const fromDisk = "Pages opened as files cannot be searched. Please use the contents.";
export const hits = (n: number): string => (n === 1 ? "1 page found" : `${n} pages found`);
export const nothing = (query: string): string => `No page has “${query}”.`;
export const tryOther = "Try a shorter word, or another.";
export const searchFor = (query: string): string => `Search for “${query}”`;
export const more = (n: number): string => `Show more (${n} left)`;
export const between = " | ";
export const here = "Open this place";
