// Finds the frame of the platform's that keeps something for us.
"use strict";

// `holder` is the platform's page. `keeper()` is the frame called `storage` there; it may come later than this page, and
// hears nothing before. Where none comes, it is the page itself.
function keeperOf(storage) {
  const begun = Date.now();
  const holder = window.opener || window.parent;
  const keeper = () => {
    let named = null;
    try {
      named = storage === "_parent" ? holder : holder.frames[storage];
    } catch {
      named = holder;
    }
    return named || (Date.now() - begun > 2000 ? holder : null);
  };
  return { holder, keeper };
}
