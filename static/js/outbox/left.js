// Whoever keeps nothing on the phone is told when reports still wait on it: a cadre whose role was
// changed, or the next person. Pages kept for a cadre go; reports stay until somebody decides.

const worker = navigator.serviceWorker?.controller; // there is none where no cadre ever worked
const asked = worker && indexedDB.open("outbox");

worker?.postMessage("purge");
if (asked) {
  asked.onupgradeneeded = () => asked.transaction.abort(); // nothing was ever kept: make no database
  asked.onsuccess = () => {
    const all = asked.result.transaction("item").objectStore("item").getAll();
    all.onsuccess = () => {
      document.getElementById("outbox-left").hidden = all.result.every((item) => item.state === "sent");
      asked.result.close();
    };
  };
}
