// Takes the choice back to the platform; the button does the same.
"use strict";

document.getElementById("reply").submit();
