// A button that copies the page's address; where the browser refuses, as in a frame, the address is shown to be copied.
const place = (name) => document.getElementById(name);

export function offerLink() {
  place("share").addEventListener("click", async () => {
    const address = window.location.href;
    try {
      await navigator.clipboard.writeText(address);
      place("shared").textContent = "Copied.";
    } catch {
      const field = place("shared-address");
      field.value = address;
      field.hidden = false;
      field.select();
      place("shared").textContent = "Copy it from here:";
    }
  });
}
