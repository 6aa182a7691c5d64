// Answers kept in the browser as they are given, by questionnaire and respondent.

/**
 * Where answers are kept. `keeps` says whether the browser allows it; a browser that stops doing
 * so later (a full disk) makes `save` return false.
 */
function browserStorage(form) {
  const prefix = `${form.format}|${form.hash}|${form.panel}|${form.round}|`;
  const latest = `${prefix}latest`;
  let place = null;
  try {
    place = window.localStorage;
    place.setItem(`${prefix}test`, "1");
    place.removeItem(`${prefix}test`);
  } catch {
    place = null; // private windows and locked-down computers
  }

  function read(key) {
    const text = place.getItem(key);
    try {
      return text === null ? null : readAnswers(form, text).answers;
    } catch {
      return null; // something else, or spoilt
    }
  }

  return {
    get keeps() {
      return place !== null;
    },

    save(answers) {
      if (place === null) return false;
      try {
        place.setItem(prefix + answers.respondent.id, JSON.stringify(answerFile(form, answers)));
        place.setItem(latest, answers.respondent.id);
      } catch {
        place = null;
      }
      return place !== null;
    },

    /** The answers that were changed last, or those of one respondent; null if there are none. */
    load(id = place?.getItem(latest)) {
      return place === null || !id ? null : read(prefix + id);
    },

    /** Answers of all respondents in this browser. */
    all() {
      if (place === null) return [];
      return Object.keys(place)
        .filter((key) => key.startsWith(prefix) && key !== latest)
        .map(read)
        .filter((answers) => answers !== null);
    },

    /** Tells when another window changes the answers of a respondent. */
    watch(respondent, changed) {
      window.addEventListener("storage", ({ key, newValue }) => {
        if (newValue !== null && key === prefix + respondent()) changed();
      });
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
