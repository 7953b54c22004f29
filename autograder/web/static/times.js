// Says each time of a page in the zone of whoever reads it, with the zone's name. Without this script it stands there in
// UTC, and says so; with it that is the time's title.
"use strict";

{
  // A zone has a short name only where it is one's own: CET in Great Britain, EST in America, IST in India.
  const PLACES = ["en-GB", "en-US", "en-AU", "en-NZ", "en-ZA", "en-IN"];

  const zoneName = (at) => {
    const names = PLACES.map(
      (place) => new Intl.DateTimeFormat(place, { timeZoneName: "short" }).formatToParts(at).find((part) => part.type === "timeZoneName").value,
    );
    return names.find((name) => !/\d/.test(name)) ?? names[0];
  };

  const words = (at) => {
    const month = at.toLocaleString("en-US", { month: "short" });
    const [hour, minute] = [at.getHours(), at.getMinutes()].map((number) => String(number).padStart(2, "0"));
    return `${at.getDate()} ${month} ${at.getFullYear()}, ${hour}:${minute} ${zoneName(at)}`;
  };

  for (const element of document.querySelectorAll("time[datetime]")) {
    const at = new Date(element.dateTime);
    if (!Number.isNaN(at.getTime())) {
      element.title = element.textContent;
      element.textContent = words(at);
    }
  }
}
