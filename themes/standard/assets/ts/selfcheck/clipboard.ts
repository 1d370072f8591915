// Copying to the clipboard.

/** copyText reports whether the text is in the clipboard now. Without the modern way (a file, plain http) the field that shows the text is selected and copied. */
export async function copyText(words: string, field: HTMLTextAreaElement | HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy"); // deprecated, and the only way there
  }
}
