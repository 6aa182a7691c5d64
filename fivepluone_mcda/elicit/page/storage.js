// Answers kept in the browser as they are given, by questionnaire and respondent.

/**
 * Where answers are kept. `keeps` says whether the browser did so the last time that it was tried:
 * it may refuse from the beginning, or later (a full disk).
 */
function browserStorage(form) {
  const { format, hash, panel, round, parts, importance } = form;
  const prefix = [format, hash, panel, round, ...parts, importance, ""].join("|");
  const latest = `${prefix}latest`;
  const known = new Map(); // what is kept, as this window wrote or read it last, by respondent
  let place = null;
  let keeps = false;
  try {
    place = window.localStorage;
    place.setItem(`${prefix}test`, "1");
    place.removeItem(`${prefix}test`);
    keeps = true;
  } catch {
    // private windows, locked-down computers, full disks
  }

  function read(id) {
    const text = place.getItem(prefix + id);
    known.set(id, text);
    try {
      return text === null ? null : readAnswers(form, text).answers;
    } catch {
      return null; // something else, or spoilt
    }
  }

  return {
    get keeps() {
      return keeps;
    },

    /** Keeps the answers; whether the browser did so. */
    save(answers) {
      const { id } = answers.respondent;
      const text = JSON.stringify(answerFile(form, answers));
      try {
        place.setItem(prefix + id, text);
        place.setItem(latest, id);
        known.set(id, text);
        keeps = true;
      } catch {
        keeps = false;
      }
      return keeps;
    },

    /** The answers that were changed last, or those of one respondent; null if there are none. */
    load(id = place?.getItem(latest)) {
      return place === null || !id ? null : read(id);
    },

    /** Answers of all respondents in this browser. */
    all() {
      if (place === null) return [];
      return Object.keys(place)
        .filter((key) => key.startsWith(prefix) && key !== latest)
        .map((key) => read(key.slice(prefix.length)))
        .filter((answers) => answers !== null);
    },

    /** Tells when another window has changed the answers of a respondent, also while this one slept. */
    watch(respondent, changed) {
      const look = () => {
        const id = respondent();
        const text = place?.getItem(prefix + id) ?? null;
        if (text !== null && text !== known.get(id)) changed();
      };
      window.addEventListener("storage", look);
      window.addEventListener("pageshow", look);
      document.addEventListener("visibilitychange", look);
    },
  };
}

/** Gives a text to the person as a file. */
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
