// Tells the platform that the registration is done: it closes this window.
"use strict";

(window.opener || window.parent).postMessage({ subject: "org.imsglobal.lti.close" }, "*");
